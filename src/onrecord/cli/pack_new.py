"""`onrecord pack new`: begin a pack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.model import TableError


@click.command("new", short_help="Write a folder of commented tables that can be used at once.")
@click.argument("name")
@click.option("--between", metavar="ONE:OTHER", help="The two states, by code or name: JP:KR.")
@click.option("--language", "languages", multiple=True, help="Of the texts; several times [en].")
@click.option("--title", help="What readers see [the names of the states].")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="The folder in which the pack's is made [where you are].",
)
def make_new(
    name: str,
    *,
    between: str | None,
    languages: tuple[str, ...],
    title: str | None,
    to: Path | None,
) -> None:
    """Write a pack NAME: tables with what is known of the two states, and a comment on each key.

    It loads as it is: `onrecord build PILE --pack ./NAME`. What the tables of the program have
    already of the two states stands in comments, so that you add only what your story needs.
    """
    from onrecord.knowledge.new_packs import make_draft, write_pack

    asked = between or _ask("The two states (JP:KR)", "--between ONE:OTHER")
    spoken = languages or (
        _ask("Languages of the texts", "", default="en").split(",") if not between else ("en",)
    )
    draft = make_draft(
        name, between=asked, languages=tuple(code.strip() for code in spoken), title=title
    )
    folder = write_pack(draft, (to or Path()) / name)
    print(folder)
    print(
        f"next: fill the tables, then `onrecord pack check {folder}`; see docs/packs.md",
        file=sys.stderr,
    )


def _ask(what: str, option: str, *, default: str | None = None) -> str:
    """Return the answer of a person; without a terminal the option must say it."""
    if not sys.stdin.isatty():
        if default is not None:
            return default
        raise TableError(f"which two states? say it with {option}")
    answer: str = click.prompt(what, default=default, err=True)
    return answer
