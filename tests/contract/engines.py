"""The engines that the contract is about. Those of the extra `cluster` are marked so, and opened late."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from onrecord.run.engines import PACKAGES, Engine, EngineKind

WORKERS = 2
SERIAL = Engine(kind=EngineKind.SERIAL)
POOL = Engine(kind=EngineKind.POOL, workers=WORKERS)
DAFT = Engine(kind=EngineKind.DAFT, workers=WORKERS)
ENGINES = [
    pytest.param(SERIAL, id="serial"),
    pytest.param(POOL, id="pool"),
    pytest.param(DAFT, id="daft", marks=pytest.mark.cluster),
    pytest.param(EngineKind.RAY, id="ray", marks=pytest.mark.cluster),
]


def resolve_engine(given: Engine | EngineKind, request: pytest.FixtureRequest) -> Engine:
    """Return the engine; a Ray cluster of two machines with one core each is started when needed."""
    kind = given.kind if isinstance(given, Engine) else given
    for name in PACKAGES.get(kind.value, ()):
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed: make test-cluster")
    if isinstance(given, Engine):
        return given
    address = request.getfixturevalue("ray_address")
    return Engine(kind=EngineKind.RAY, workers=WORKERS, ray_address=address)
