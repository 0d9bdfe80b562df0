"""A record in the words of others: one file for each standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.publish.standards.annotations import write_annotations
from onrecord.publish.standards.chosen import BASE, Chosen
from onrecord.publish.standards.ftm import write_ftm
from onrecord.publish.standards.plover import write_plover
from onrecord.publish.standards.prov import write_prov
from onrecord.publish.standards.schemaorg import write_schemaorg
from onrecord.publish.standards.stix import write_stix


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A file that an export writes: its name, what writes it and says how many things, their name."""

    file: str
    write: Callable[[Chosen, Path], int]
    thing: str
    things: str = ""  # where more than one is not said with an s


STANDARDS = {
    "annotations": Standard(file="annotations.jsonld", write=write_annotations, thing="annotation"),
    "schemaorg": Standard(file="schemaorg.jsonld", write=write_schemaorg, thing="node"),
    "plover": Standard(file="plover.jsonl", write=write_plover, thing="event"),
    "prov": Standard(file="prov.json", write=write_prov, thing="entry", things="entries"),
    "ftm": Standard(file="entities.ftm.json", write=write_ftm, thing="entity", things="entities"),
    "stix": Standard(file="stix.json", write=write_stix, thing="object"),
}


def export_standard(chosen: Chosen, form: str, out: Path) -> tuple[Path, int]:
    """Write the file of a standard to the folder `out`; return it, and how many things are in it."""
    out.mkdir(parents=True, exist_ok=True)
    standard = STANDARDS[form]
    path = out / standard.file
    return path, standard.write(chosen, path)


__all__ = ["BASE", "STANDARDS", "Chosen", "Standard", "export_standard"]
