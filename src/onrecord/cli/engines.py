"""The options that say what carries the steps of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Function

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.run.engines import Engine

KINDS = ("serial", "pool", "daft", "ray")
POOL, RAY = "pool", "ray"


def engine_options(function: Function) -> Function:
    """Add --engine, --ray-address and --shared-record."""
    function = click.option(
        "--shared-record",
        is_flag=True,
        help="All machines of the cluster see the record's folder under this path.",
    )(function)
    function = click.option(
        "--ray-address",
        metavar="HOST:PORT",
        help="The Ray cluster to run on; auto: this machine's.",
    )(function)
    return click.option(
        "--engine",
        type=click.Choice(KINDS),
        help="What carries the steps [pool; ray with --ray-address].",
    )(function)


def choose_engine(
    engine: str | None,
    ray_address: str | None,
    *,
    is_shared: bool,
    workers: int | None,
    count: Callable[[], int],
) -> Engine:
    """Return the engine that was asked for; `count` says how many workers this machine bears."""
    from onrecord.run.engines import Engine, EngineKind

    name = engine or (RAY if ray_address else POOL)
    if name != RAY and (ray_address or is_shared):
        raise click.UsageError(
            f"--engine {name} knows no cluster; say --engine ray, or leave it out"
        )
    return Engine(
        kind=EngineKind(name),
        workers=workers or (None if ray_address else count()),
        ray_address=ray_address,
        is_shared=is_shared,
    )
