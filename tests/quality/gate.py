"""Compare today's scores with the floors, which only rise.

    python tests/quality/gate.py --shared DIR [--update] [--allow-drop]

`--update` raises floors to today's scores (less the slack that a changed library may cost);
lowering one needs `--allow-drop` and the reason in the commit. The labelled set's hash is pinned,
so that changed labels cannot hide a drop.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- scores: written by tests/quality/gate.py --update -->", "<!-- end of scores -->"
# `--update` sets a floor this much under today's score: another processor's numeric kernels flip a
# few parses, and one statement of 161 is 0.006.
SLACK = 0.015

# name → (path in the scorer's answer, does more mean better)
MEASURES: dict[str, tuple[tuple[str, ...], bool]] = {
    "figures f1": (("figures", "f1"), True),
    "comparator": (("comparator (of found)", "accuracy"), True),
    "period": (("period (of found)", "accuracy"), True),
    "verdict macro recall": (("verdict macro recall", "accuracy"), True),
    "false alarms per 100": (("false alarms per 100 sound figures",), False),
    "errors caught": (("errors caught", "accuracy"), True),
    "statements f1": (("statements", "f1"), True),
    "statement and speaker f1": (("statement and speaker", "f1"), True),
    "events span f1": (("events span", "f1"), True),
    "events type+who+whom f1": (("events type+who+whom", "f1"), True),
    "commitments f1": (("commitments", "f1"), True),
    "noise dropped": (("noise dropped", "accuracy"), True),
    "body kept": (("body kept", "accuracy"), True),
    "published date": (("published date", "accuracy"), True),
    "date not invented": (("date not invented", "accuracy"), True),
}

# What the first step asks for on these documents.
ASKED = {
    "figures f1": "0.75",
    "comparator": "0.85",
    "period": "0.70",
    "verdict macro recall": "0.60",
    "false alarms per 100": "at most 4",
    "statement and speaker f1": "0.55",
    "events span f1": "0.35",
    "commitments f1": "0.35",
    "noise dropped": "0.85",
    "body kept": "0.99",
    "published date": "0.80",
    "date not invented": "1.0",
}


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description="Compare today's scores with the floors.")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-drop", action="store_true")
    args = parser.parse_args()
    gold = args.shared / "gold" / "dev"
    scores = measure(args.shared)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    labels = hash_labels(gold)
    if args.update:
        return update(scores, labels, floors, allow_drop=args.allow_drop)
    return compare(scores, labels, floors)


def measure(shared: Path) -> dict[str, float]:
    """Return the scores on the labelled documents by name."""
    command = [
        sys.executable, str(ROOT / "bench" / "gold.py"), "--gold", str(shared / "gold" / "dev"),
        "--texts", str(shared / "seeds"), "--texts", str(shared / "articles"), "--json",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench/gold.py failed:\n{done.stderr}")
    answer = json.loads(done.stdout)
    scores = {}
    for name, (path, _) in MEASURES.items():
        value = answer
        for key in path:
            value = value[key]
        scores[name] = float(value if value is not None else 0)
    return scores


def hash_labels(folder: Path) -> str:
    """Return a hash over the label files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def compare(scores: dict[str, float], labels: str, floors: dict) -> int:
    """Print each score beside its floor; return 1 when one is missed."""
    missed = 0
    if floors.get("labels") != labels:
        print(
            f"the labelled set changed: {floors.get('labels')} is now {labels}; run with --update"
        )
        missed += 1
    for name, (_, more_is_better) in MEASURES.items():
        floor, score = floors.get("floors", {}).get(name), scores[name]
        fine = floor is not None and (score >= floor if more_is_better else score <= floor)
        missed += not fine
        print(f"{name:28} {score:8.4f}   {'at least' if more_is_better else 'at most'} {floor}"
              f"{'' if fine else '   MISSED'}")  # fmt: skip
    return 1 if missed else 0


def update(scores: dict[str, float], labels: str, floors: dict, *, allow_drop: bool) -> int:
    """Write floors that are at least as strict as before."""
    held = floors.get("floors", {})
    fresh, dropped = {}, []
    for name, (_, more_is_better) in MEASURES.items():
        score = scores[name]
        if not more_is_better:
            floor = round(score + 0.5, 1)
            looser = name in held and floor > held[name]
        else:
            asked = min(float(ASKED.get(name, 0)), score)
            floor = round(max(score - SLACK, asked), 4)
            looser = name in held and floor < held[name]
        if looser and not allow_drop:
            worse = score > held[name] if not more_is_better else score < held[name]
            dropped += [name] if worse else []
            floor = held[name]
        fresh[name] = floor
        print(f"{name:28} {score:8.4f}   floor {floor}")
    FLOORS.write_text(
        json.dumps({"labels": labels, "floors": fresh}, indent=1) + "\n", encoding="utf-8"
    )
    write_table(scores, fresh)
    if dropped:
        print("fell under the floor (kept): " + ", ".join(dropped))
    return 1 if dropped else 0


def write_table(scores: dict[str, float], floors: dict[str, float]) -> None:
    """Put today's scores into docs/quality.md, between its two marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = ["| measure | asked in step 1 | today | floor |", "| --- | --- | --- | --- |"]
    rows += [f"| {n} | {ASKED.get(n, '')} | {scores[n]:.4f} | {floors[n]} |" for n in MEASURES]
    PAGE.write_text(
        f"{before}{BEGIN}\n\n" + "\n".join(rows) + f"\n\n{END}{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
