"""What all tests share."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, find_model, load_model_for
from onrecord.knowledge import Knowledge, load_knowledge


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line each what was not run, and why: a skipped test is easily overlooked."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        where = report.longrepr
        said = where[2] if isinstance(where, tuple) else str(where)
        reasons[said.removeprefix("Skipped: ")] += 1
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"NOT RUN: {number} test{'s'[: number > 1]}, {reason}")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The packs that come with the program."""
    return load_knowledge()


@pytest.fixture(scope="session")
def nlp(knowledge: Knowledge) -> Language:
    """The English model, loaded once."""
    return load_model_for("en", knowledge.parsers)


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> NameIndex:
    """The tables' English names."""
    return NameIndex(knowledge, "en")


@pytest.fixture(scope="session")
def nlp_es(knowledge: Knowledge) -> Language:
    """The Spanish model, loaded once; tests that need it are skipped where it was not fetched."""
    if find_model("es", knowledge.parsers) is None:
        pytest.skip("no Spanish model is installed: onrecord doctor --install es")
    return load_model_for("es", knowledge.parsers)


@pytest.fixture(scope="session")
def index_es(knowledge: Knowledge) -> NameIndex:
    """The tables' Spanish names."""
    return NameIndex(knowledge, "es")
