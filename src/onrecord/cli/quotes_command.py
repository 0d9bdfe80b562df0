"""`onrecord quotes`: the same quote in several outlets, side by side."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.run.utterances import Utterance, Variant

LONGEST = 60  # words that are shown of what was said
NARROW = 13  # characters of a diagnosis


@click.command("quotes")
@record_option
@click.option("--speaker", metavar="WORDS", help="Only of speakers whose name holds these words.")
@click.option("--differing", is_flag=True, help="Only where a variant differs from what was said.")
@json_option
def command(record: Path | None, *, speaker: str | None, differing: bool, as_json: bool) -> None:
    """Print what was said, and how each outlet quotes it: who cut or changed what.

    What a transcript or release of the record has stands first; without one, the fullest quote
    stands for it. Quotes that only one document has, and no transcript, are counted.
    """
    from onrecord.cli.output import print_json
    from onrecord.knowledge import load_knowledge
    from onrecord.knowledge.packs import DEFAULT_PACK
    from onrecord.record.folder import load_settings
    from onrecord.run.utterances import list_utterances

    with open_given(record) as opened:
        settings = load_settings(opened.folder)
        knowledge = load_knowledge(settings.pack if settings else DEFAULT_PACK)
        found = list_utterances(opened, knowledge)
    wanted = [u for u in found if is_wanted(u, speaker, differing=differing)]
    if as_json:
        print_json({"count": len(wanted), "utterances": [make_json(u) for u in wanted]})
        return
    shown = [u for u in wanted if u.said is not None or u.documents > 1]
    for utterance in shown:
        print_utterance(utterance)
    documents = {v.document for u in shown for v in u.variants}
    origins = {v.origin for u in shown for v in u.variants}
    alone = len(wanted) - len(shown)
    said = [
        f"{count(len(shown), 'utterance')} in {count(len(documents), 'document')}, "
        f"{count(len(origins), 'independent origin')}"
    ]
    if alone:
        more = count(alone, "more stands", "more stand")
        said.append(f"{more} in one document only, and in no transcript")
    print("; ".join(said))


def is_wanted(utterance: Utterance, speaker: str | None, *, differing: bool) -> bool:
    """Is it by that speaker, and does it differ if that is asked?"""
    if differing and not utterance.is_differing:
        return False
    if speaker is None:
        return True
    names = [utterance.speaker, *(variant.speaker for variant in utterance.variants)]
    return any(speaker.lower() in name.lower() for name in names if name)


def make_json(utterance: Utterance) -> dict[str, object]:
    """Return an utterance as JSON can hold it."""
    counted = {"documents": utterance.documents, "origins": utterance.origins}
    variants = [asdict(variant) for variant in utterance.variants]
    return {**asdict(utterance), **counted, "variants": variants}


def print_utterance(utterance: Utterance) -> None:
    """Print what was said, and its variants below."""
    counts = f"{count(utterance.documents, 'document')}, {count(utterance.origins, 'origin')}"
    print(f"{utterance.speaker or 'speaker not named'}  ({counts})")
    if utterance.said is not None:
        place = Path(utterance.said_source or "").name
        foreign = any(v.language != utterance.said_language for v in utterance.variants)
        tag = f"({utterance.said_language}) " if foreign and utterance.said_language else ""
        print(f"  {'said':{NARROW}}  {tag}“{cut(utterance.said)}”  {utterance.said_in}  {place}")
    for variant in utterance.variants:
        print_variant(variant)
    print()


def print_variant(variant: Variant) -> None:
    """Print one variant: its words, or what differs in them."""
    words = f"“{cut(variant.words).rstrip(',')}”"
    if variant.difference is not None and variant.diagnosis != "verbatim":
        words = variant.difference
    where = ", ".join(
        str(part)
        for part in (variant.outlet or Path(variant.source).name, variant.published)
        if part
    )
    print(f"  {variant.diagnosis or 'as quoted':{NARROW}}  {words}  {where}  {variant.statement}")
    if variant.reason is not None:
        print(f"  {'':{NARROW}}  {variant.reason}")


def cut(words: str) -> str:
    """Return words in one line, the end of many left out."""
    held = words.split()
    return " ".join(held if len(held) <= LONGEST else [*held[:LONGEST], "…"])
