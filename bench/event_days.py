"""Measure the days and places of events on labelled clauses.

    python bench/event_days.py --texts DIR [--record RECORD] [--labels FILE] [--misses] [--json]

A label gives the periods and the places that a fair reader may put, and whether none is fair too.
Precision is over what the program gives, recall over what must be given. A record that exists is
read as it is (`--record`), otherwise one is built of the texts. Labels whose clause is no event of
the record count only as not found.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from event_spans import Row, Texts, open_texts, read_arguments

LABELS = Path(__file__).with_name("event_days.jsonl")


@dataclass(kw_only=True)
class Score:
    """What was given and what should have been."""

    given: int = 0
    right: int = 0
    asked: int = 0  # labels for which something must be given
    hit: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, given: str | None, fair: list[str], *, may_lack: bool, name: str) -> None:
        """Count one label."""
        is_right = given is not None and given in fair
        self.given += given is not None
        self.right += is_right
        if not may_lack:
            self.asked += 1
            self.hit += is_right
        if (given is not None and not is_right) or (given is None and not may_lack):
            self.misses.append(f"{name}: {given} for {' or '.join(fair) or 'none'}")

    def show(self) -> dict[str, float | int]:
        """Return the numbers."""
        return {
            "given": self.given,
            "precision": round(self.right / self.given, 3) if self.given else 0.0,
            "asked": self.asked,
            "recall": round(self.hit / self.asked, 3) if self.asked else 0.0,
        }


def main() -> int:
    """Print the scores."""
    args = read_arguments(__doc__, LABELS)
    labels = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    with open_texts(args.texts, args.record) as texts:
        days, places, found = score(texts, labels)
    result = {
        "labels": len(labels),
        "found": found,
        "days": days.show(),
        "places": places.show(),
    }
    if args.json:
        print(json.dumps(result))
        return 0
    print(f"{found} of {len(labels)} labelled clauses are events of the record")
    for name, counted in (("days", days), ("places", places)):
        shown = counted.show()
        print(
            f"{name:8} precision {shown['precision']:.3f} of {shown['given']}, "
            f"recall {shown['recall']:.3f} of {shown['asked']}"
        )
        if args.misses:
            print("\n".join(f"  {miss}" for miss in counted.misses), file=sys.stderr)
    return 0


def score(texts: Texts, labels: list[Row]) -> tuple[Score, Score, int]:
    """Return the scores of days and places, and how many of the labels are events."""
    days, places, found = Score(), Score(), 0
    for number, label in enumerate(labels):
        events = texts.find_events(label["file"], label["start"], label["end"])
        if not events:
            continue
        found += 1
        event = events[0]
        name = f"[{number}] {label['file']}:{label['start']} {event['type']}"
        days.count(
            " to ".join(str(day) for day in event["date"]) if event["date"] else None,
            [" to ".join(fair) for fair in label["dates"]],
            may_lack=label["undated"],
            name=name,
        )
        places.count(
            name_place(event["place"], label["places"]),
            label["places"],
            may_lack=label["placeless"],
            name=name,
        )
    return days, places, found


def name_place(place: str | None, fair: list[str]) -> str | None:
    """Return the place of an event as the labels write it: the state, and the area if asked."""
    if place is None:
        return None
    parts = place.split(", ")
    area = parts[-2] if len(parts) > 1 else ""
    asked = any("/" in each for each in fair)
    return f"{parts[-1]}/{area}" if asked else parts[-1]


if __name__ == "__main__":
    sys.exit(main())
