"""Compare today's scores with the floors, which only rise.

Several benches are run, a process each, on the sets that lie in the shared folder.

    python tests/quality/gate.py --shared DIR [--update] [--allow-drop]

`--update` raises floors to today's scores (less the slack that a changed library may cost);
lowering one needs `--allow-drop` and the reason in the commit. The labelled set's hash is pinned,
so that changed labels cannot hide a drop.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- scores: written by tests/quality/gate.py --update -->", "<!-- end of scores -->"
# `--update` sets a floor this much under today's score: another processor's numeric kernels flip a
# few parses, and one statement of 161 is 0.006.
SLACK = 0.015

MOST_AT_ONCE = 4  # benches; each takes up to 2 GB

# name → (bench, path in its answer, does more mean better)
MEASURES: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "figures f1": ("gold", ("figures", "f1"), True),
    "comparator": ("gold", ("comparator (of found)", "accuracy"), True),
    "period": ("gold", ("period (of found)", "accuracy"), True),
    "verdict macro recall": ("gold", ("verdict macro recall", "accuracy"), True),
    "false alarms per 100": ("gold", ("false alarms per 100 sound figures",), False),
    "errors caught": ("gold", ("errors caught", "accuracy"), True),
    "statements f1": ("gold", ("statements", "f1"), True),
    "statement and speaker f1": ("gold", ("statement and speaker", "f1"), True),
    "events span f1": ("gold", ("events span", "f1"), True),
    "events type+who+whom f1": ("gold", ("events type+who+whom", "f1"), True),
    "not happened f1": ("gold", ("not happened (of found)", "f1"), True),
    "commitments f1": ("gold", ("commitments", "f1"), True),
    "noise dropped": ("gold", ("noise dropped", "accuracy"), True),
    "body kept": ("gold", ("body kept", "accuracy"), True),
    "published date": ("gold", ("published date", "accuracy"), True),
    "date not invented": ("gold", ("date not invented", "accuracy"), True),
    "PolNeAR, all": ("statements", ("learned reader", "all_e2e", "2"), True),
    "PolNeAR, saying and writing": ("statements", ("learned reader", "core_e2e", "2"), True),
    "PolNeAR, direct": ("statements", ("learned reader", "direct_e2e", "2"), True),
    "who is meant, all three right": ("speakers", ("all", "all three"), True),
    "NewsQuant, value": ("figures", ("value", "f1"), True),
    "NewsQuant, value and unit": ("figures", ("value and unit", "f1"), True),
    "NewsQuant, value and comparator": ("figures", ("value and comparator", "f1"), True),
    "PLV, quads": ("events", ("plv", "quad macro-F1"), True),
    "PLV, roots": ("events", ("plv", "root macro-F1"), True),
    "event or none, F1": ("events", ("multicoder", "sides: anybody", "F1"), True),
    "behaviour suite, right root": (
        "events",
        ("petrarch", "codes read as either", "right root"),
        True,
    ),
    "country of actors": ("events", ("actors", "country right"), True),
    "sector of actors": ("events", ("actors", "sector right"), True),
    "positions, precision": ("positions", ("precision",), True),
    "positions, recall": ("positions", ("recall",), True),
    "planted errors caught": ("mutations", ("kinds", "all", "caught"), True),
    "planted errors rightly named": ("mutations", ("kinds", "all", "rightly named"), True),
    "alarms on sound figures": ("mutations", ("alarms on sound figures",), False),
    "Spanish statement and speaker f1": ("gold es", ("statement and speaker", "f1"), True),
    "Spanish events type+who+whom f1": ("gold es", ("events type+who+whom", "f1"), True),
    "Spanish commitments f1": ("gold es", ("commitments", "f1"), True),
    "Spanish figures, F1": ("figure_labels", ("f1",), True),
    "Spanish figures, period": ("figure_labels", ("period",), True),
    "Spanish planted errors caught": ("mutations es", ("kinds", "all", "caught"), True),
    "Spanish planted errors rightly named": (
        "mutations es",
        ("kinds", "all", "rightly named"),
        True,
    ),
    "alarms on sound Spanish figures": ("mutations es", ("alarms on sound figures",), False),
    "Spanish speech, translations found": ("quotes_translated", ("es", "translated"), True),
    "Spanish speech, altered caught": ("quotes_translated", ("es", "altered caught"), True),
    "Spanish speech, called altered": ("quotes_translated", ("es", "false alarms"), False),
    "English speech, translations found": ("quotes_translated", ("en", "translated"), True),
    "English speech, altered caught": ("quotes_translated", ("en", "altered caught"), True),
    "English speech, called altered": ("quotes_translated", ("en", "false alarms"), False),
    "accounts of one meeting, found": ("mirror", ("share found",), True),
    "accounts of one meeting, wrong": ("mirror", ("wrong",), False),
}
# bench (its first word is the file) → what it is called with; {shared} is the folder that is given
BENCHES: dict[str, tuple[str, ...]] = {
    "gold": ("--gold", "{shared}/gold/dev", "--texts", "{shared}/seeds", "--texts", "{shared}/articles"),
    "gold es": (
        "--gold", "{shared}/gold/dev", "--language", "es",
        "--texts", "{shared}/seeds", "--texts", "{shared}/articles",
    ),
    "statements": ("--gold", "{shared}/bench/statements/polnear_dev.jsonl"),
    "speakers": ("--texts", "{shared}/articles", "--half", "second"),
    "figures": ("--data", "{shared}/bench/figures/NewsQuant_dev.json"),
    "events": (
        "--plv", "{shared}/bench/events/plv_dev.tsv",
        "--multicoder", "{shared}/bench/events/multicoder_dev.jsonl",
        "--petrarch", "{shared}/bench/events/petrarch_unit_records.jsonl",
        "--actors", "{shared}/bench/events/actor_gold_dev.jsonl",
    ),
    "positions": ("--texts", "{shared}/articles", "--texts", "{shared}/seeds"),
    "mutations": ("--gold", "{shared}/gold/dev", "--texts", "{shared}/seeds", "--texts", "{shared}/articles"),
    "mutations es": ("--language", "es"),
    "figure_labels": ("--labels", "{root}/bench/figures_es.jsonl", "--texts", "{shared}/articles"),
    "quotes_translated": ("--texts", "{shared}/articles"),
    "mirror": ("--texts", "{shared}/articles"),
}  # fmt: skip

# What the steps ask for.
ASKED = {
    "figures f1": "0.90",
    "comparator": "0.92",
    "period": "0.85",
    "verdict macro recall": "0.80",
    "false alarms per 100": "at most 2",
    "statement and speaker f1": "0.78",
    "events span f1": "0.65",
    "commitments f1": "0.65",
    "events type+who+whom f1": "0.45",
    "not happened f1": "0.65",
    "noise dropped": "0.85",
    "body kept": "0.99",
    "published date": "0.80",
    "date not invented": "1.0",
    "PolNeAR, all": "64",
    "PolNeAR, saying and writing": "72",
    "PolNeAR, direct": "88",
    "who is meant, all three right": "0.90",
    "NewsQuant, value": "0.92",
    "NewsQuant, value and unit": "0.84",
    "NewsQuant, value and comparator": "0.87",
    "PLV, quads": "83",
    "PLV, roots": "68",
    "event or none, F1": "0.75",
    "behaviour suite, right root": "0.60",
    "country of actors": "0.90",
    "sector of actors": "0.75",
    "planted errors caught": "0.90",
    "planted errors rightly named": "0.75",
    "alarms on sound figures": "at most 2 percent",
    "Spanish statement and speaker f1": "0.65",
    "Spanish events type+who+whom f1": "0.35",
    "Spanish commitments f1": "0.50",
    "Spanish planted errors caught": "0.85",
    "alarms on sound Spanish figures": "at most 3 percent",
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
    """Return all scores by name."""
    with ThreadPoolExecutor(min(MOST_AT_ONCE, os.cpu_count() or 1)) as running:
        waited = {bench: running.submit(run_bench, bench, shared) for bench in BENCHES}
        answers = {bench: done.result() for bench, done in waited.items()}
    scores = {}
    for name, (bench, path, _) in MEASURES.items():
        value = answers[bench]
        for key in path:
            value = value[int(key)] if isinstance(value, list) else value[key]
        scores[name] = float(value if value is not None else 0)
    return scores


def run_bench(bench: str, shared: Path) -> dict:
    """Return what a bench says."""
    given = [part.format(shared=shared, root=ROOT) for part in BENCHES[bench]]
    file = f"{bench.split()[0]}.py"
    command = [sys.executable, str(ROOT / "bench" / file), *given, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench/{file} failed:\n{done.stderr}")
    return json.loads(done.stdout)


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
    for name, (_, _, more_is_better) in MEASURES.items():
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
    for name, (_, _, more_is_better) in MEASURES.items():
        score = scores[name]
        if not more_is_better:
            floor = round(score + 0.5, 1)
            looser = name in held and floor > held[name]
        else:
            asked = min(float(ASKED.get(name, 0)), score)
            slack = SLACK if score <= 1 else 100 * SLACK  # some count in percent
            floor = round(max(score - slack, asked), 4)
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
    rows = ["| measure | asked | today | floor |", "| --- | --- | --- | --- |"]
    rows += [f"| {n} | {ASKED.get(n, '')} | {scores[n]:.4f} | {floors[n]} |" for n in MEASURES]
    PAGE.write_text(
        f"{before}{BEGIN}\n\n" + "\n".join(rows) + f"\n\n{END}{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
