"""The model's things as JSON lists and back, for parts.

A thing becomes the list of its fields in order, so that parts are small and quick to read. The
shape is not written into a part: `describe_shape` goes into its key instead.

>>> to_plain(Period)(Period(date(2023, 8, 1), date(2023, 9, 1)))
['2023-08-01', '2023-09-01']
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from onrecord.model import Period, RecordError

Coder = Callable[[Any], Any]
_AS_IS = (str, int, float, bool)


@cache
def to_plain(kind: Any) -> Coder:
    """Return the function that turns a thing of type `kind` into what JSON can hold."""
    if kind in _AS_IS:
        return _same
    if kind in (date, datetime):
        return lambda value: value.isoformat()
    if kind is Decimal:
        return str
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if is_dataclass(kind):
        return _dataclass_to_plain(kind)
    if typing.get_origin(kind) is frozenset:
        coder = to_plain(*typing.get_args(kind))
        return lambda value: sorted(map(coder, value))
    inner = _inner_of_optional(kind)
    if inner is not None:
        coder = to_plain(inner)
        return lambda value: None if value is None else coder(value)
    coders, ends = _coders_of_tuple(kind, to_plain)
    if ends is None:
        return lambda value: [coders[0](item) for item in value]
    return lambda value: [code(item) for code, item in zip(coders, value, strict=True)]


@cache
def from_plain(kind: Any) -> Coder:
    """Return the function that turns what `to_plain` made back into a thing of type `kind`."""
    if kind in _AS_IS:
        return _same
    if kind in (date, datetime):
        reader: Coder = kind.fromisoformat
        return reader
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        maker: Coder = kind
        return maker
    if is_dataclass(kind):
        return _dataclass_from_plain(kind)
    if typing.get_origin(kind) is frozenset:
        coder = from_plain(*typing.get_args(kind))
        return lambda value: frozenset(map(coder, value))
    inner = _inner_of_optional(kind)
    if inner is not None:
        coder = from_plain(inner)
        return lambda value: None if value is None else coder(value)
    coders, ends = _coders_of_tuple(kind, from_plain)
    if ends is None:
        return lambda value: tuple([coders[0](item) for item in value])
    return lambda value: tuple(code(item) for code, item in zip(coders, value, strict=True))


@cache
def describe_shape(kind: Any) -> str:
    """Return the names and types of all fields that `kind` is made of."""
    seen: dict[str, str] = {}
    _describe(kind, seen)
    return ";".join(f"{name}({shape})" for name, shape in sorted(seen.items()))


def _describe(kind: Any, seen: dict[str, str]) -> None:
    for inner in typing.get_args(kind):
        _describe(inner, seen)
    if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in seen:
        hints = typing.get_type_hints(kind)
        seen[kind.__name__] = ",".join(f"{f.name}:{hints[f.name]}" for f in fields(kind))
        for field in fields(kind):
            _describe(hints[field.name], seen)


def _same(value: Any) -> Any:
    return value


def _dataclass_to_plain(kind: Any) -> Coder:
    hints = typing.get_type_hints(kind)
    pairs = [(field.name, to_plain(hints[field.name])) for field in _list_given(kind)]
    return lambda value: [code(getattr(value, name)) for name, code in pairs]


def _dataclass_from_plain(kind: Any) -> Coder:
    hints = typing.get_type_hints(kind)
    pairs = [(field.name, from_plain(hints[field.name])) for field in _list_given(kind)]
    if kind is Period:  # the one noun that takes its fields by place
        return lambda value: Period(date.fromisoformat(value[0]), date.fromisoformat(value[1]))

    def make(value: Any) -> Any:
        if len(value) != len(pairs):
            raise RecordError(f"a part holds another shape of {kind.__name__}; delete parts/")
        return kind(**{name: code(item) for (name, code), item in zip(pairs, value, strict=True)})

    return make


def _list_given(kind: Any) -> list[Field[Any]]:
    """Return the fields that a thing is made with; the others follow from them."""
    return [field for field in fields(kind) if field.init]


def _inner_of_optional(kind: Any) -> Any:
    """Return X of `X | None`, None when `kind` is no such thing."""
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return None
    inner = [arg for arg in typing.get_args(kind) if arg is not type(None)]
    return inner[0] if len(inner) == 1 else None


def _coders_of_tuple(
    kind: Any, coder: Callable[[Any], Coder]
) -> tuple[list[Coder], typing.Literal[True] | None]:
    """Return the coders of a tuple's items; the second is None when it may have any length."""
    args = typing.get_args(kind)
    if typing.get_origin(kind) is not tuple or not args:
        raise TypeError(f"parts cannot hold {kind}")
    if args[-1] is Ellipsis:
        return [coder(args[0])], None
    return [coder(arg) for arg in args], True
