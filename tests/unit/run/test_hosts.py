"""A host outlives its child, and says when it is not the items."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onrecord.model import OnrecordError
from onrecord.run.crews import Work
from onrecord.run.hosts import Given, Host, Lost
from onrecord.run.runners import WorkerDiedError
from tests.contract.toy_steps import (
    limit_item,
    open_dead,
    open_doubling,
    open_dying,
    open_endless,
    open_refusing,
)

Ask = Callable[..., list[Any]]


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Do numbers with a step, each host ended at the end of the test."""
    hosts: list[Host] = []

    def run(open_step: Any, count: int, limit: Any = None) -> list[Any]:
        host = Host(Given(pickle.dumps(Work(open_step, limit))))
        hosts.append(host)
        return [pickle.loads(some) for some in host.do(map(pickle.dumps, range(count)))]  # noqa: S301

    yield run
    for host in hosts:
        host.close()


def test_results_come_in_the_order_of_the_items(ask: Ask) -> None:
    assert ask(open_doubling, 4) == [(0, 0), (1, 2), (2, 4), (3, 6)]


def test_a_child_that_dies_costs_its_item(ask: Ask) -> None:
    assert ask(open_dying, 6) == [0, 1, 2, Lost(9), 4, 5]


def test_an_item_that_never_ends_is_ended(ask: Ask) -> None:
    done = ask(open_endless, 4, limit_item)
    assert [isinstance(one, Lost) for one in done] == [False, False, True, False]


def test_an_error_of_the_step_is_a_result(ask: Ask) -> None:
    assert [isinstance(one, OnrecordError) for one in ask(open_refusing, 4)] == [
        False,
        False,
        True,
        False,
    ]


def test_when_every_child_dies_no_new_one_is_started(ask: Ask) -> None:
    done = ask(open_dead, 6)
    assert done[:3] == [Lost(7)] * 3
    assert all(isinstance(one, WorkerDiedError) for one in done[3:])
    assert "4 processes ended without a result" in str(done[5])


def test_a_closed_host_leaves_no_process() -> None:
    host = Host(Given(pickle.dumps(Work(open_doubling))))
    host.do([pickle.dumps(1)])
    (child,) = host._idle
    host.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child._process.pid, 0)
