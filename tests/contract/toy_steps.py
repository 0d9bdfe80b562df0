"""Steps for the runners' contract. Light to import: each process of a pool does it anew."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from onrecord.model import OnrecordError, TableError


def open_doubling() -> Callable[[int], tuple[int, int]]:
    return double


def double(number: int) -> tuple[int, int]:
    time.sleep(0.02 if number % 3 == 0 else 0)  # so that later ones are done first
    return number, 2 * number


def open_broken() -> Callable[[int], int]:
    raise TableError("outlets.yml:3: unknown key")


def open_refusing() -> Callable[[int], int]:
    return refuse


def refuse(number: int) -> int:
    if number == 2:
        raise OnrecordError("two is refused")
    return number


def open_dying() -> Callable[[int], int]:
    return die_at_three


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def open_dead() -> Callable[[int], int]:
    os._exit(7)


def open_endless() -> Callable[[int], int]:
    return never_end_two


def never_end_two(number: int) -> int:
    while number == 2:
        pass
    return number


def limit_item(number: int) -> float:
    return 0.5


def open_telling() -> Callable[[int], tuple[int, int]]:
    return tell_parent


def tell_parent(number: int) -> tuple[int, int]:
    time.sleep(0.3)
    return number, os.getppid()
