"""Every mistake of a pack at once, by the loaders themselves.

A loader stops at the first mistake. Here the pack's tables are copied, the row of the mistake is
blanked, and they are loaded again, until nothing is wrong: so what this finds and what a build
refuses are the same.

>>> [str(fault) for fault in list_mistakes(Path("my-pack"))]
['actors.yml:7: no country "KOR"; did you mean "KR"?']
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from onrecord.knowledge.packs import (
    DATA,
    PACK_FILE,
    TABLES,
    find_pack,
    load_knowledge,
    load_pack_info,
)
from onrecord.knowledge.tables import load_yaml, suggest
from onrecord.model import TableError

MOST = 200  # mistakes that are named; a pack with more is no pack yet
_PLACE = re.compile(
    r"(?P<path>[^\n]+?\.(?:yml|csv|json))(?::(?P<line>\d+))?: (?P<said>.*)", re.DOTALL
)
_ID = re.compile(
    r"""(?:^|[{,])[ \t]*(?:-[ \t]*)?(?:id|name):[ \t]*["']?([^"',}\n]+)""", re.MULTILINE
)
_NAMED = re.compile(r'"([^"]+)"')


class Weight(StrEnum):
    """How much a fault matters."""

    MISTAKE = "mistake"  # a build refuses it, or the row can never do anything
    REMARK = "remark"  # may be meant so


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something to mend in a pack: where and what."""

    file: str  # within the pack
    line: int | None = None
    message: str
    weight: Weight = Weight.MISTAKE
    loads: bool = False  # the tables can be read in spite of it

    def __str__(self) -> str:
        line = f":{self.line}" if self.line is not None else ""
        return f"{self.file}{line}: {self.message}"


def list_mistakes(pack: str | Path) -> list[Fault]:
    """Return what keeps a pack from being loaded, all of it, by file and line."""
    folder = find_pack(str(pack))
    try:
        info = load_pack_info(folder)
        required = [str(find_pack(name, beside=folder).absolute()) for name in info.requires]
    except TableError as error:
        said = str(error).removeprefix(f"{folder}/")
        return [_read_error(said) or Fault(file=PACK_FILE, message=said)]
    with tempfile.TemporaryDirectory(prefix="onrecord-pack-") as place:
        copy = _Copy(folder, Path(place) / folder.name)
        copy.require(info.model_dump(), required)
        found = sorted(copy.find_mistakes(), key=lambda f: (f.file, f.line or 0))
    return [*_list_strangers(folder), *found]


def _list_strangers(folder: Path) -> Iterator[Fault]:
    """Yield files that no loader reads: a misspelt name of a table.

    What the program's own packs hold is what there is.
    """
    tops = {path.name for path in DATA.glob("*/*.yml")}
    by_language = {path.name for path in DATA.glob("*/??/*.yml")}
    for path in sorted(folder.rglob("*.y*ml")):
        within = path.relative_to(folder)
        is_top = len(within.parts) == 1
        known = tops if is_top else by_language
        if path.name not in known and "models" not in within.parts:
            near = _say_folder(path.name, tops, by_language) or suggest(path.name, known)
            near = near or f"; known: {', '.join(sorted(known))}"
            said = f"no table has this name{near}"
            yield Fault(file=str(within), message=said, loads=True)


def _say_folder(name: str, tops: set[str], by_language: set[str]) -> str:
    """Return where a table belongs that lies in the wrong folder, else nothing."""
    if name in by_language:
        return "; it belongs into the folder of a language, such as en"
    if name in tops:
        return "; it belongs beside pack.yml"
    return ""


@dataclass
class _Copy:
    """A copy of a pack, from which wrong rows are taken one by one."""

    source: Path
    folder: Path
    dropped: set[str] = field(default_factory=set)  # ids of rows that are gone
    removed: dict[str, list[int]] = field(default_factory=dict)  # lines of CSV files that are gone

    def __post_init__(self) -> None:
        for path in self.source.rglob("*"):
            if path.suffix in TABLES and path.is_file():
                target = self.folder / path.relative_to(self.source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

    def require(self, info: dict[str, object], required: list[str]) -> None:
        """Name the required packs by their whole paths."""
        text = yaml.safe_dump({**info, "requires": required}, allow_unicode=True)
        (self.folder / PACK_FILE).write_text(text, encoding="utf-8")

    def find_mistakes(self) -> Iterator[Fault]:
        """Yield each mistake; what only follows from one that was named before is left out."""
        for _ in range(MOST):
            try:
                load_knowledge(self.folder)
            except TableError as error:
                fault = _read_error(str(error).removeprefix(f"{self.folder}/"))
                if fault is None or not (self.folder / fault.file).is_file():
                    yield Fault(file=PACK_FILE, message=str(error))
                    return
                follows = self.dropped & set(_NAMED.findall(fault.message))
                if not follows:
                    yield self._place(fault)
                self._drop(fault)
            else:
                return

    def _place(self, fault: Fault) -> Fault:
        """Return the fault with the line of the file as it was."""
        line = fault.line
        for gone in sorted(self.removed.get(fault.file, ())):
            line = line + 1 if line is not None and gone <= line else line
        message = fault.message.replace(f"{self.folder}/", "")
        return Fault(file=fault.file, line=line, message=message)

    def _drop(self, fault: Fault) -> None:
        """Take away the row in which the mistake stands; without a line, or rows, the whole file."""
        path = self.folder / fault.file
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        first, after = _find_row(path, fault.line, len(lines))
        self.dropped.update(name.strip() for name in _ID.findall("\n".join(lines[first:after])))
        if path.suffix == ".csv" and after - first == 1:
            self.removed.setdefault(fault.file, []).append(self._place(fault).line or 0)
            del lines[first:after]
        else:
            lines[first:after] = [""] * (after - first)
        path.write_text("\n".join(lines), encoding="utf-8")


def _find_row(path: Path, line: int | None, total: int) -> tuple[int, int]:
    """Return the lines [first, after), from 0, of the row that holds a line."""
    if line is None or line > total:
        return 0, total
    if path.suffix == ".csv":
        return (line - 1, line) if line > 1 else (0, total)
    try:
        _, node = load_yaml(path)
    except TableError:
        return 0, total
    if not isinstance(node, yaml.SequenceNode):
        return 0, total
    starts = [row.start_mark.line for row in node.value]
    first = max((start for start in starts if start < line), default=0)
    return first, min((start for start in starts if start >= line), default=total)


def _read_error(said: str) -> Fault | None:
    """Return an error of a loader as a fault, None when it names no file."""
    match = _PLACE.match(said)
    if match is None:
        return None
    line = int(match["line"]) if match["line"] else None
    return Fault(file=match["path"], line=line, message=match["said"])
