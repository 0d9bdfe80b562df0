"""What the cache of parts and a build are keyed by: the code, the tables, the models."""

from __future__ import annotations

import hashlib
import re
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
# What a reading depends on. Nobody has to remember to raise a number: other code, other key.
READING = (
    "model",
    "knowledge",
    "annotate",
    "text",
    "extract",
    "resolve",
    "verify",
    "run/parsing.py",
    "run/readings.py",
    "run/shards.py",
    "run/steps.py",
)
_MODEL = re.compile(r"[a-z]{2,3}[-_](core|ent|dep)[-_]")


def hash_code(rooms: tuple[str, ...] = ()) -> str:
    """Return a hash of the program's code, of some rooms or all."""
    digest = hashlib.sha256()
    for place in [PACKAGE / room for room in rooms] or [PACKAGE]:
        for path in _list_code(place):
            digest.update(str(path.relative_to(PACKAGE)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _list_code(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    # Not only code: what a room has learned lies beside it.
    return sorted(p for p in place.rglob("*") if p.is_file() and p.suffix != ".pyc")


def list_models() -> dict[str, str]:
    """Return the versions of spaCy and of the language models that are installed.

    Told from the installed packages' names, so that nothing has to be loaded for it.
    """
    versions = {"spacy": metadata.version("spacy")}
    for found in metadata.distributions():
        name = found.metadata["Name"].lower().replace("-", "_")
        if _MODEL.match(name):
            versions[name] = found.version
    return versions
