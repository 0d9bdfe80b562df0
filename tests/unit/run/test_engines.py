"""Which runner an engine has, and what is said of one that is not installed."""

from __future__ import annotations

from importlib import metadata

import pytest

from onrecord.run.engines import Engine, EngineKind, EngineMissingError, find_versions, open_runner
from onrecord.run.runners import PoolRunner, SerialRunner


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but what the program itself needs is installed."""

    def find(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("onrecord.run.engines.metadata.version", find)


@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize(
    ("kind", "missing"), [(EngineKind.DAFT, "daft"), (EngineKind.RAY, "daft and ray")]
)
def test_an_engine_that_is_not_installed_says_how_to_get_it(kind: EngineKind, missing: str) -> None:
    with pytest.raises(
        EngineMissingError, match=rf'{missing}, .*pip install "onrecord\[cluster\]"'
    ):
        open_runner(Engine(kind=kind))
    assert set(find_versions(kind).values()) == {None}


def test_the_program_s_own_engines_need_nothing() -> None:
    assert isinstance(open_runner(Engine(kind=EngineKind.SERIAL, workers=4)), SerialRunner)
    assert isinstance(open_runner(Engine(workers=1)), SerialRunner)
    assert isinstance(open_runner(Engine(workers=1), lambda _: 1), PoolRunner), "it may be ended"
    runner = open_runner(Engine(workers=3))
    assert isinstance(runner, PoolRunner)
    assert runner.workers == 3


@pytest.mark.parametrize(
    ("engine", "carries"),
    [
        (Engine(workers=2), False),
        (Engine(kind=EngineKind.DAFT), False),
        (Engine(kind=EngineKind.RAY), False),
        (Engine(kind=EngineKind.RAY, ray_address="10.0.0.5:6379"), True),
        (Engine(kind=EngineKind.RAY, ray_address="10.0.0.5:6379", is_shared=True), False),
    ],
)
def test_bytes_travel_where_the_folder_is_not_shared(engine: Engine, carries: bool) -> None:
    assert engine.carries_bytes is carries
