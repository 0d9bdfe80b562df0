"""Options that several commands have, and what they lead to."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.record import Record

Function = TypeVar("Function", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A day, written 2025-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is no day; write it as 2025-03-31', param, ctx)


DAY = DayType()


def record_option(function: Function) -> Function:
    """Add -r/--record."""
    return click.option(
        "-r",
        "--record",
        type=click.Path(path_type=Path),
        help="The record folder [else ONRECORD, the nearest upward, or ./record].",
    )(function)


def json_option(function: Function) -> Function:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def check_days(first: date | None, last: date | None, *, names: tuple[str, str]) -> None:
    """Raise UsageError where the first of two days comes after the last."""
    if first is not None and last is not None and first > last:
        raise click.UsageError(f"{names[0]} {first} is after {names[1]} {last}; change one")


def find_folder(given: Path | None) -> Path:
    """Return the record folder that is meant."""
    from onrecord.record.folder import find_record

    return find_record(given, environment=os.environ, start=Path.cwd())


def open_given(given: Path | None) -> Record:
    """Return the record that is meant, opened."""
    from onrecord.record import open_record

    return open_record(find_folder(given))


def read_clock() -> datetime:
    """Return the time. The one place where the program looks at the clock."""
    return datetime.now().astimezone()  # noqa: TID251
