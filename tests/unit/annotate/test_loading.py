"""spaCy is loaded without its command line, and nobody who wants that misses it."""

from __future__ import annotations

import subprocess
import sys


def run_python(words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_spacy_is_loaded_without_its_commands() -> None:
    told = run_python(
        "import sys, onrecord.annotate, spacy\n"
        "print('weasel' in sys.modules, 'spacy.cli' in sys.modules, spacy.blank('en')('so')[0])"
    )

    assert told == "False False so"


def test_commands_can_be_had_afterwards() -> None:
    told = run_python(
        "import onrecord.annotate, spacy\n"
        "print(len(spacy.info(silent=True)) > 1)\n"
        "from spacy.cli import app\n"
        "print(callable(app))"
    )

    assert told == "True\nTrue"
