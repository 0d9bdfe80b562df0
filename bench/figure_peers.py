"""Run CQE, another reader of quantities, over labelled sentences and print what it found as JSON.

    python bench/figure_peers.py --data FILE

null where it is not installed. It is given the small English model under whichever name that is there
(it would fetch one), and the English way to write numbers where the machine does not know it.
`bench/peers.py` calls it, so that it has a process and an environment of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import locale
import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from statement_peers import load_model


def main() -> int:
    """Read and print."""
    parser = argparse.ArgumentParser(description="Run CQE over sentences.")
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    try:
        with write_as_english():
            read = load_cqe()
            print(json.dumps(time_reading(read, json.loads(args.data.read_text("utf-8")))))
    except ImportError as error:
        print(f"CQE is not installed: {error}", file=sys.stderr)
        print("null")
    return 0


def time_reading(read: Callable[[str], int], rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return how many quantities were found, and in how many CPU seconds."""
    read(rows[0]["text"])
    began = time.process_time()
    found = sum(read(row["text"]) for row in rows)
    return {"found": found, "sentences": len(rows), "seconds": time.process_time() - began}


def load_cqe() -> Callable[[str], int]:
    """Return CQE's parser with the small model."""
    fetcher = ModuleType("spacy_download")
    fetcher.__dict__["load_spacy"] = lambda *_, **__: load_model()
    sys.modules["spacy_download"] = fetcher
    parser = importlib.import_module("CQE.CQE").CQE(overload=True)
    return lambda text: len(parser.parse(text) or [])


@contextlib.contextmanager
def write_as_english() -> Iterator[None]:
    """Let numbers be read as English ones: CQE asks for a locale that not every machine has."""
    asked, conventions = locale.setlocale, locale.localeconv

    def set_locale(category: int, name: Any = None) -> str:
        try:
            return asked(category, name)
        except locale.Error:
            return asked(category, "C.UTF-8")

    english = {"decimal_point": ".", "thousands_sep": ",", "grouping": [3, 3, 0]}
    locale.__dict__.update(setlocale=set_locale, localeconv=lambda: {**conventions(), **english})
    try:
        yield
    finally:
        locale.__dict__.update(setlocale=asked, localeconv=conventions)


if __name__ == "__main__":
    sys.exit(main())
