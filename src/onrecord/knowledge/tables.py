"""Read a table file (YAML list of rows) strictly: every row is checked and knows its line.

A table is a YAML list of mappings. Unknown keys, duplicate keys and wrong types are errors that
name file and line: `us-mexico/offices.yml:41: unknown key "hodlers"`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from onrecord.knowledge.kept_tables import Items, keep_items
from onrecord.model import TableError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Row(BaseModel):
    """A row of a table: no key that is not named, no type bent into another."""

    model_config = ConfigDict(extra="forbid", frozen=True)


RowT = TypeVar("RowT", bound=Row)
AdditionT = TypeVar("AdditionT", bound=Row)
Place: TypeAlias = Callable[[tuple[Any, ...]], str]
NEAR = 0.75  # how alike two names are of which one is a misspelling of the other
ADDS_TO = "adds_to"  # the key of a row that gives a row of another pack more of something


class _LineLoader(_Loader):  # type: ignore[misc]
    """A YAML loader that refuses duplicate keys, and to which `on`, `no` and `NO` are words."""

    # YAML 1.1 takes them for true and false; a table of words or countries never means that.
    yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
        ]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key must be a word", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'duplicate key "{key}"', key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping

    def construct_day(self, node: Any) -> Any:
        """Return a date; one that no calendar has is an error with its line."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(
                None, None, f'"{node.value}" is no date ({error})', node.start_mark
            ) from error


_LineLoader.add_constructor("tag:yaml.org,2002:timestamp", _LineLoader.construct_day)


def load_yaml(path: Path) -> tuple[Any, Any]:
    """Return the file's data and its node tree (for line numbers).

    Raises TableError naming file and line when it is no YAML or cannot be read.
    """
    try:
        text = _read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8; save it as UTF-8") from error
    try:
        loader = _LineLoader(text)
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TableError(f"{path}:{line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise TableError(f"{path}: is no YAML ({' '.join(str(error).split())})") from error
    return data, node


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(
            f"{path}: cannot be read ({error.strerror}); is the pack complete?"
        ) from error


def load_rows(path: Path, row_type: type[RowT]) -> list[tuple[int, RowT]]:
    """Return the table's rows with the line each begins on; a missing file has no rows."""
    return [(line, make_row(item, row_type, place)) for line, item, place in _load_items(path)]


def load_split(
    path: Path, row_type: type[RowT], addition_type: type[AdditionT]
) -> tuple[list[tuple[int, RowT]], list[tuple[int, AdditionT]]]:
    """Return the rows of a table, and apart from them those that add to a row of another pack."""
    rows: list[tuple[int, RowT]] = []
    additions: list[tuple[int, AdditionT]] = []
    for line, item, place in _load_items(path):
        if isinstance(item, dict) and ADDS_TO in item:
            additions.append((line, make_row(item, addition_type, place)))
        else:
            rows.append((line, make_row(item, row_type, place)))
    return rows, additions


def _load_items(path: Path) -> list[tuple[int, Any, Place]]:
    """Return what a list holds, with its line and what tells the line of a part of it."""
    if not path.exists():
        return []
    items = keep_items(path, _read_bytes(path), lambda: _read_items(path))
    return [(line, item, _place_of(path, number)) for number, (line, item) in enumerate(items)]


def _read_items(path: Path) -> Items:
    data, node = load_yaml(path)
    if data is None:
        return []
    if not isinstance(data, list):
        raise TableError(f"{path}:1: a table is a list of rows; begin each with '- '")
    return [(n.start_mark.line + 1, item) for item, n in zip(data, node.value, strict=True)]


def _place_of(path: Path, number: int) -> Place:
    """Return what tells the line of a part of a row, for which the table is read once more."""

    def place(where: tuple[Any, ...]) -> str:
        _, node = load_yaml(path)
        return f"{path}:{find_line(node.value[number], where)}"

    return place


def make_row(item: Any, row_type: type[RowT], place: Place) -> RowT:
    """Return `item` as a checked row; the error says where and what."""
    try:
        return row_type.model_validate(item, strict=False)
    except ValidationError as error:
        faults = error.errors()  # a key nobody knows is often the missing one, misspelt
        first = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
        where = tuple(first["loc"])
        fields = list(row_type.model_fields)
        if first["type"] == "extra_forbidden":
            message = _say_unknown(str(where[-1]), fields)
        elif first["type"] == "missing":
            message = f'key "{where[-1]}" is missing'
        elif first["type"] == "model_type":
            message = f"{item!r} is no row; write keys and values"
        elif first["type"] == "string_type":
            message = f"{_name(where)}: {first['msg']}; write it in quotes, if it is one"
        else:
            message = f"{_name(where)}: {first['msg']}" if where else first["msg"]
        raise TableError(f"{place(where)}: {message}") from error


def _say_unknown(key: str, fields: list[str]) -> str:
    """Return what is wrong with a key, and what may be meant."""
    if " " in key.strip():
        return f'"{key}" stands for a key: a text with a comma in braces needs quotes'
    known = "; known: " + ", ".join(fields)
    return f'unknown key "{key}"{suggest(key, fields) or known}'


def _name(where: tuple[Any, ...]) -> str:
    return ".".join(map(str, where))


def suggest(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` when one of the known names is near, else nothing.

    Near is what is spelt alike, or has the same words in another order.
    """
    names = list(known)
    words = sorted(name.split("-"))
    turned = [other for other in names if sorted(other.split("-")) == words]
    near = turned or get_close_matches(name, names, n=1, cutoff=NEAR)
    return f'; did you mean "{near[0]}"?' if near else ""


def check_unique(path: Path, rows: Iterable[tuple[int, Row]], key: str) -> None:
    """Raise TableError when two rows have the same `key`, in any case."""
    seen: dict[Any, int] = {}
    for line, row in rows:
        value = getattr(row, key)
        folded = value.lower() if isinstance(value, str) else value
        if folded in seen:
            before = seen[folded]
            raise TableError(f'{path}:{line}: {key} "{value}" stands already on line {before}')
        seen[folded] = line


def add_rows(known: dict[str, RowT], path: Path, rows: list[tuple[int, RowT]], key: str) -> None:
    """Add rows to those of other packs; raise TableError when one stands there already."""
    check_unique(path, rows, key)
    for line, row in rows:
        value = getattr(row, key)
        if value in known:
            raise TableError(f'{path}:{line}: {key} "{value}" stands already in another pack')
        known[value] = row


def check_references(
    path: Path,
    line: int,
    names: Iterable[str],
    known: Collection[str],
    *,
    what: str,
    others: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Raise TableError when one of `names` is not among the `known` ones.

    `others` are what people write in their place, in small letters, with what is meant.
    """
    for name in names:
        if name not in known:
            meant = others.get(str(name).lower())
            near = f'; did you mean "{meant}"?' if meant else suggest(str(name), known)
            advice = near or "; add it to its table or correct the name"
            raise TableError(f'{path}:{line}: no {what} "{name}"{advice}')


def find_line(node: Any, where: tuple[Any, ...]) -> int:
    """Return the line of the innermost node that `where` leads to."""
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(step)]
            if not found:
                break
            key, value = found[0]
            node = value
            if not isinstance(value, yaml.MappingNode | yaml.SequenceNode):
                return int(key.start_mark.line) + 1
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
        else:
            break
    return int(node.start_mark.line) + 1 if node is not None else 1
