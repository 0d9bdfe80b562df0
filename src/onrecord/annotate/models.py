"""Language models: which is installed for a language, and how it is loaded.

Which packages are tried for a language, and in which order, stands in parsers.yml.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.annotate.loading import load_spacy
from onrecord.knowledge.parsers import Parsers
from onrecord.model import ModelMissingError

if TYPE_CHECKING:  # what only asks for a model's name does not load spaCy
    from spacy.language import Language

OLDER_MODEL = r"\[W095\]"  # spaCy's words for "trained with another version"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """A language model that can be loaded."""

    language: str
    package: str
    version: str

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


def find_model(language: str, parsers: Parsers) -> InstalledModel | None:
    """Return the best installed model that reads `language`, None when there is none."""
    for package in parsers.get(language, ()):
        if find_spec(package) is not None:
            try:
                version = metadata.version(package)
            except metadata.PackageNotFoundError:
                version = str(getattr(import_module(package), "__version__", "unknown"))
            return InstalledModel(language=language, package=package, version=version)
    return None


def find_pinned(language: str) -> Path | None:
    """Return the requirements file, with hashes, of a model to be installed without dependencies.

    None when the language's model comes with the program, or the language has none.
    """
    path = Path(__file__).parent / "pinned" / f"{language}.txt"
    return path if path.is_file() else None


def load_model(model: InstalledModel) -> Language:
    """Return the pipeline; a line feed in the text always ends a sentence."""
    load_spacy()
    from onrecord.annotate.line_ends import LINE_ENDS
    from onrecord.annotate.ruler import remember_ruler

    try:
        with warnings.catch_warnings():
            # A pinned model may be older than this spaCy: what it reads is measured (docs/quality.md).
            warnings.filterwarnings("ignore", message=OLDER_MODEL, category=UserWarning)
            nlp: Language = import_module(model.package).load()
    except (ImportError, OSError, ValueError) as error:
        raise ModelMissingError(
            f"language model {model} does not load ({error}); run `onrecord doctor`"
        ) from error
    nlp.add_pipe(LINE_ENDS, first=True)
    remember_ruler(nlp)
    return nlp


def load_model_for(language: str, parsers: Parsers) -> Language:
    """Return the pipeline for `language`, or raise ModelMissingError with the remedy."""
    found = find_model(language, parsers)
    if found is None:
        raise ModelMissingError(
            f'no language model for "{language}" is installed; `onrecord doctor` says how to get one'
        )
    return load_model(found)


def load_bare(language: str) -> Language | None:
    """Return a pipeline that only finds words and sentences, for a language without a model.

    What is read without a parse (`extract.surface`) can be read with it. None when the language
    is not known at all.
    """
    load_spacy()
    import spacy

    from onrecord.annotate.line_ends import LINE_ENDS

    try:
        nlp = spacy.blank(language)
    except ImportError:
        return None
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(LINE_ENDS)
    return nlp
