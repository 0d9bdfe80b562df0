"""A small record, built without a language model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.engines import Engine
from tests.contract.engines import ENGINES, WORKERS, resolve_engine
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the record."""
    place = tmp_path_factory.mktemp("small")
    for folder in ("pile", "pack"):
        (place / folder).mkdir()
    (place / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    texts = (
        "It says 181,509 arrests early.",
        "He said “we count 12 trucks” then.",
        f"“{'words and ' * 100}”",
    )
    for number, text in enumerate(texts):
        (place / "pile" / f"{number}.txt").write_text(text, encoding="utf-8")
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
    return place / "record"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine after the other."""
    return resolve_engine(request.param, request)


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """A Ray cluster of this machine: a head that does nothing, and two workers of one core each."""
    if find_spec("ray") is None:
        pytest.skip("ray is not installed: make test-cluster")
    from onrecord.run.daft_runner import LOOPBACK, SILENT

    os.environ.update({**SILENT, **LOOPBACK})
    import ray
    from ray.cluster_utils import Cluster

    memory = {"object_store_memory": 100_000_000}
    cluster = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **memory}
    )
    for _ in range(WORKERS):
        cluster.add_node(num_cpus=1, **memory)
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture(scope="session")
def ray_address(ray_cluster: Any) -> str:
    """The address of the cluster."""
    return str(ray_cluster.address)
