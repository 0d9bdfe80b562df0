"""What is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from importlib import metadata

from onrecord.annotate.models import CANDIDATES, find_model
from onrecord.knowledge import list_packs, load_knowledge
from onrecord.model import OnrecordError

# What the program cannot do without.
PACKAGES = ("spacy", "duckdb", "pyarrow", "tantivy", "trafilatura", "htmldate", "lxml",
            "pydantic", "pyyaml", "pandas", "click", "rich", "jinja2", "vl-convert-python")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that was looked at. `remedy` is a command, None when nothing is missing."""

    name: str
    found: str
    remedy: str | None = None
    is_needed: bool = True


def look_at_installation() -> list[Symptom]:
    """Return what is installed and what is missing, most basic first."""
    python = Symptom(name="python", found=f"{platform.python_version()} on {platform.platform()}")
    return [python, *_look_at_packages(), *_look_at_models(), *_look_at_packs()]


def _look_at_packages() -> list[Symptom]:
    symptoms = []
    for name in ("onrecord", *PACKAGES):
        version = _find_version(name)
        remedy = None if version else "make setup"
        symptoms.append(Symptom(name=name, found=version or "missing", remedy=remedy))
    return symptoms


def _look_at_models() -> list[Symptom]:
    symptoms = []
    for language, candidates in CANDIDATES.items():
        model = find_model(language)
        remedy = f"{sys.executable} -m spacy download {candidates[-1]}"
        if model is None and _find_version(candidates[-1]) is None and language == DEFAULT:
            remedy = "make setup"
        symptoms.append(
            Symptom(
                name=f"language model: {language}",
                found=str(model) if model else "missing: such documents are kept, but not read",
                remedy=None if model else remedy,
                is_needed=language == DEFAULT,
            )
        )
    return symptoms


# The language whose model is installed together with the program: the first of the candidates.
DEFAULT = next(iter(CANDIDATES))


def _look_at_packs() -> list[Symptom]:
    symptoms = []
    for name in list_packs():
        try:
            knowledge = load_knowledge(name)
        except OnrecordError as error:
            symptoms.append(Symptom(name=f"pack: {name}", found=str(error), remedy="make setup"))
            continue
        found = (
            f"{knowledge.packs[-1].version}: {len(knowledge.actor_rows)} actors, "
            f"{len(knowledge.office_rows)} offices, {len(knowledge.series)} series"
        )
        symptoms.append(Symptom(name=f"pack: {name}", found=found))
    return symptoms


def _find_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
