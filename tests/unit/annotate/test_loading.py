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
        "import sys, onrecord.extract, spacy\n"
        "print('weasel' in sys.modules, 'spacy.cli' in sys.modules, spacy.blank('en')('so')[0])"
    )

    assert told == "False False so"


def test_commands_can_be_had_afterwards() -> None:
    told = run_python(
        "import onrecord.extract, spacy\n"
        "print(len(spacy.info(silent=True)) > 1)\n"
        "from spacy.cli import app\n"
        "print(callable(app))"
    )

    assert told == "True\nTrue"


def test_what_only_reads_days_does_not_load_spacy() -> None:
    told = run_python(
        "import sys, onrecord.text, onrecord.run.assemble; print('spacy' in sys.modules)"
    )

    assert told == "False"


def test_the_readers_of_pages_wait_until_a_build_has_read() -> None:
    told = run_python("import sys, onrecord.run.build; print('onrecord.text' in sys.modules)")

    assert told == "False"


def test_a_model_is_loaded_without_spacys_commands() -> None:
    told = run_python(
        "import sys\n"
        "from onrecord.annotate import load_bare\n"
        "load_bare('en')\n"
        "print('spacy' in sys.modules, 'weasel' in sys.modules)"
    )

    assert told == "True False"
