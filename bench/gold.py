"""Score findings and verdicts on labelled real documents.

    python bench/gold.py --gold DIR --texts DIR [--texts DIR] [--pack NAME_OR_FOLDER]
                         [--language CODE] [--misses] [--json]

Copies the labelled texts to an empty folder, builds a record of them with the program as a user
would, exports it, and scores the export with the `score.py` that lies beside the labels. Works on
any folder of labels in the same form, seen before or not.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ONRECORD = (sys.executable, "-m", "onrecord")


def main() -> int:
    """Build, export, score, print."""
    args = read_arguments()
    with tempfile.TemporaryDirectory(prefix="onrecord-gold-") as folder:
        work = Path(folder)
        scorer = args.scorer or args.gold.parent / "score.py"
        if args.language:
            args.gold = pick_language(args.gold, args.language, work / "labels")
        export = build_export(args, work)
        command = [sys.executable, str(scorer), str(args.gold)]
        command += [str(export)]
        for texts in args.texts:
            command += ["--texts", str(texts)]
        command += ["--json"] if args.json else []
        command += ["--misses"] if args.misses else []
        done = subprocess.run(command, check=False)
    return done.returncode


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score findings on labelled real documents.")
    parser.add_argument("--gold", type=Path, required=True, help="folder of label files")
    parser.add_argument("--texts", type=Path, action="append", required=True)
    parser.add_argument("--scorer", type=Path, help="default: score.py beside the label folder")
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed and what was extra"
    )
    parser.add_argument("--pack", help="the pack to read with; default: that of new records")
    parser.add_argument("--language", help="only documents labelled as of this language")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="copy the export to this folder")
    return parser.parse_args()


def pick_language(gold: Path, language: str, folder: Path) -> Path:
    """Return a folder with the labels of one language."""
    folder.mkdir()
    for label in sorted(gold.glob("*.json")):
        if json.loads(label.read_text(encoding="utf-8"))["document"]["language"] == language:
            shutil.copy(label, folder)
    return folder


def build_export(args: argparse.Namespace, work: Path) -> Path:
    """Return the folder of the export made from the labelled texts."""
    pile = work / "pile"
    pile.mkdir()
    for label in sorted(args.gold.glob("*.json")):
        name = json.loads(label.read_text(encoding="utf-8"))["file"]
        found = next((folder / name for folder in args.texts if (folder / name).exists()), None)
        if found is None:
            print(f"no text for {name}", file=sys.stderr)
            continue
        shutil.copy(found, pile / name)
    record, export = work / "record", work / "export"
    pack = ["--pack", str(args.pack)] if args.pack else []
    run([*ONRECORD, "build", str(pile), "-r", str(record), "--json", *pack])
    run([*ONRECORD, "export", "jsonl", str(export), "-r", str(record), "--with-text"])
    if args.keep is not None:
        shutil.copytree(export, args.keep, dirs_exist_ok=True)
    return export


def run(command: list[str]) -> None:
    """Run a command of the program; exit with what it said when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # 3 means that some input could not be read: the others were
    if done.returncode not in {0, 3}:
        sys.exit(f"{' '.join(command[2:4])} failed with {done.returncode}:\n{done.stderr}")
    if done.returncode:
        print(done.stderr, end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
