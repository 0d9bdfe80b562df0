"""How many documents that were captured in several states are found, and how many wrongly.

Takes JSON Lines with `url`, `title`, `pub` and `versions` (each with `seen` and `html`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.knowledge import load_knowledge
from onrecord.model import Capture, Document
from onrecord.text import make_document
from onrecord.text.versions import find_versions


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="releases with every state seen")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.data)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:<34}{value}")


def measure(path: Path) -> dict[str, Any]:
    """Return the counts; "changed" means that the bytes differ."""
    knowledge = load_knowledge()
    documents: dict[str, Document] = {}
    states: dict[str, set[str]] = {}  # address → ids of its documents
    for capture in read_captures(path):
        document, _ = make_document(capture, knowledge)
        if document is not None and document.id not in documents:
            documents[document.id] = document
            states.setdefault(str(capture.url), set()).add(document.id)
    firsts = find_versions(documents.values())
    changed = {url for url, ids in states.items() if len(ids) > 1}
    found = {url for url, ids in states.items() if ids & firsts.keys()}
    return {
        "addresses": len(states),
        "captured in several states": len(changed),
        "found": len(changed & found),
        "found though in one state": len(found - changed),
        "later states": len(firsts),
        "of these with the same words": sum(
            documents[later].text == documents[first].text for later, first in firsts.items()
        ),
    }


def read_captures(path: Path) -> Iterator[Capture]:
    """Yield each state of each release."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            hints = (("title", row["title"]), ("published", row["pub"]))
            for state in row["versions"]:
                yield Capture(
                    body=state["html"].encode(),
                    media_type="text/html",
                    source=f"{path.name}#{number}",
                    met_at=datetime.strptime(state["seen"], "%Y-%m-%d %H:%M:%S %z"),
                    url=row["url"],
                    hints=hints,
                )


if __name__ == "__main__":
    main()
