"""Count how often the frames of events are right: the `readings` of codebook.yml.

    python tools/count_readings.py

Reads the clauses of `tools/event_clauses` by the rules alone and prints, for each type, how often a
frame of that type was right when one side or both stood where it wants them, and what it was
instead. Few clauses are drawn towards what holds of all.
"""

from __future__ import annotations

import sys
from collections import Counter

from event_data import HERE, read_clauses
from ship_events import read_rules

from onrecord.extract.events.learned_pieces import NOTHING

PRIOR, SEEN = 0.8, 4.0  # how often any frame is right; as many clauses as it counts for
SIDES = (1, 2)
LEAST = 0.02


def main() -> None:
    """Read, count, print."""
    clauses = list(read_clauses(HERE / "event_clauses"))
    met: dict[str, Counter[str]] = {}
    for key, clause in zip(read_rules(clauses), clauses, strict=True):
        met.setdefault(key, Counter())[clause.type] += 1
    for name in sorted({key.split()[0] for key in met} - {NOTHING}):
        sys.stdout.write(f"{name}\n  readings:\n")
        for sides in SIDES:
            sys.stdout.write(
                f"    - {describe(name, sides, met.get(f'{name} {sides}', Counter()))}\n"
            )


def describe(name: str, sides: int, counted: Counter[str]) -> str:
    """Return one reading as a line of YAML."""
    number = sum(counted.values()) + SEEN
    right = (counted[name] + PRIOR * SEEN) / number
    others = {t: n / number for t, n in counted.most_common() if t not in (name, NOTHING)}
    listed = ", ".join(f"{t}: {share:.2f}" for t, share in others.items() if share >= LEAST)
    return f"{{sides: {sides}, right: {right:.2f}, others: {{{listed}}}}}"


if __name__ == "__main__":
    main()
