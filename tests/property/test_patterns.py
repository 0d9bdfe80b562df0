"""Every regular expression of the program, compiled by code or from tables, on texts that make some run away.

A pattern is tried on long repeats of what it asks for itself: of each letter, sign, word and group in it.
Twice the length may take four times as long (patterns that begin anywhere do), not thousands of times.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FrameType

import pytest

import onrecord
from onrecord.model import OnrecordError

pytestmark = pytest.mark.slow
LENGTH = 3_000
# A sentence has 300 characters, a paragraph 3,000. What takes longer than this is no pattern for texts.
SECONDS = 2.0
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "fuzz" / "seeds.py"
TAILS = ("", "!", "\n", "\x00", "a", "1", ")", ">")


class TooSlowError(Exception):
    """A pattern ran away."""


@pytest.fixture(scope="module")
def patterns() -> list[re.Pattern[str]]:
    """All patterns of the program, gathered by a fresh process: here much is compiled already."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.property.test_patterns"], cwd=ROOT, capture_output=True,
        text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return [re.compile(pattern, flags) for pattern, flags in json.loads(done.stdout)]


def gather() -> list[re.Pattern[str]]:
    """Return all patterns that are compiled while everything is imported, loaded and used once."""
    found: dict[tuple[object, int], re.Pattern[str]] = {}
    real = re._compile  # type: ignore[attr-defined]

    def watch(pattern: object, flags: int) -> re.Pattern[str]:
        made = real(pattern, flags)
        if is_ours(sys._getframe(1)):
            found.setdefault((made.pattern, made.flags), made)
        return made  # type: ignore[no-any-return]

    re._compile = watch  # type: ignore[attr-defined]
    try:
        import_everything()
        use_everything()
    finally:
        re._compile = real  # type: ignore[attr-defined]
    for module in list_modules():
        for value in vars(module).values():
            if isinstance(value, re.Pattern):
                found.setdefault((value.pattern, value.flags), value)
    return list(found.values())


def is_ours(frame: FrameType | None) -> bool:
    """Does the code of the program compile a pattern, and not a library that it calls?"""
    while frame is not None and frame.f_globals.get("__name__") in {"re", "functools"}:
        frame = frame.f_back
    return frame is not None and str(frame.f_globals.get("__name__")).startswith("onrecord")


def list_modules() -> Iterator[object]:
    return (m for name, m in list(sys.modules.items()) if name.startswith("onrecord"))


def import_everything() -> None:
    for module in walk_packages(onrecord.__path__, "onrecord."):
        if "__main__" not in module.name and "pdf_child" not in module.name:
            try:
                import_module(module.name)
            except (ImportError, OnrecordError):
                continue  # an extra that is not installed


def use_everything() -> None:
    """Read one text of each kind: tables are compiled when they are first asked."""
    from onrecord.run.checks import check_text
    from tests.fuzz.seeds import list_seeds
    from tests.fuzz.targets import TARGETS, knowledge, run_target

    for name in TARGETS:
        for seed in list_seeds(name):
            run_target(name, seed)
    assert knowledge() is not None
    assert check_text is not None


def list_attacks(pattern: str) -> Iterator[str]:
    """Yield long repeats of what a pattern asks for, each with an end that does not fit."""
    pieces = set(re.findall(r"[^\W\d_]{2,}", pattern)[:6])
    pieces |= {
        " ",
        "a",
        "A",
        "1",
        "1,",
        "a ",
        "A ",
        "a.",
        "\n",
        "\t",
        "<",
        "<a ",
        "(",
        '"',
        "“",
        "-",
        "é ",
    }
    pieces |= {sign for sign in pattern if not sign.isalnum() and not sign.isspace()}
    for piece in sorted(pieces):
        yield piece * (LENGTH // len(piece))


def measure(pattern: re.Pattern[str], text: str) -> float:
    """Return how long a search of all of a text takes; it is ended when it runs away."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10 * SECONDS)
    began = time.process_time()
    try:
        for _ in pattern.finditer(text):
            pass
    except TooSlowError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def test_no_pattern_runs_away(patterns: list[re.Pattern[str]]) -> None:
    assert len(patterns) > 300
    slow = []
    for pattern in patterns:
        for text in list_attacks(pattern.pattern):
            took = measure(pattern, text)
            if took > SECONDS:
                slow.append((round(took, 1), text[:12], pattern.pattern[:300]))
                break
    assert not slow, "\n".join(map(str, sorted(slow, reverse=True)[:20]))


def test_the_measure_sees_a_pattern_that_runs_away() -> None:
    assert measure(re.compile(r"(a|aa)+$"), "a" * 36 + "!") > SECONDS


if __name__ == "__main__":
    made = [(p.pattern, p.flags) for p in gather() if isinstance(p.pattern, str)]
    sys.stdout.write(json.dumps(made))
