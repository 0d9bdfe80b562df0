"""What carries a step over the things under its keys: here, or where an engine has its workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Carry(Protocol):
    """Gives the results of a step in the order of the items. Both may travel to other processes."""

    def __call__(
        self, step: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]:
        """Yield the result for each item."""
        ...


def carry_here(step: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    """Yield the result for each item, one after the other: the truth."""
    return map(step, items)
