"""Which engine the options of `build` name."""

from __future__ import annotations

import click
import pytest

from onrecord.cli.engines import KINDS, choose_engine
from onrecord.run.engines import Engine, EngineKind


def choose(engine: str | None, address: str | None = None, **more: bool | int | None) -> Engine:
    given = {"is_shared": False, "workers": None} | more
    return choose_engine(engine, address, count=lambda: 7, **given)


def test_without_an_option_it_is_a_pool_as_large_as_the_machine_bears() -> None:
    assert choose(None) == Engine(kind=EngineKind.POOL, workers=7)
    assert choose(None, workers=3) == Engine(kind=EngineKind.POOL, workers=3)


def test_an_address_means_a_cluster_with_all_its_processors() -> None:
    engine = choose(None, "10.0.0.5:6379", is_shared=True)
    assert engine == Engine(
        kind=EngineKind.RAY, workers=None, ray_address="10.0.0.5:6379", is_shared=True
    )


@pytest.mark.parametrize("name", ["serial", "pool", "daft"])
def test_other_engines_know_no_cluster(name: str) -> None:
    with pytest.raises(click.UsageError, match=f"--engine {name} knows no cluster"):
        choose(name, "10.0.0.5:6379")


def test_every_engine_can_be_named() -> None:
    assert set(KINDS) == {kind.value for kind in EngineKind}
