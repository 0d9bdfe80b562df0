"""The lock that everybody uses knows nothing of clusters; that for clusters follows it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
# Daft asks for older ones: that is why there are two locks.
HELD_BACK = {"pyarrow", "tqdm"}


def load_packages(lock: str) -> dict[str, dict[str, Any]]:
    packages = tomllib.loads((ROOT / lock).read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages}


@pytest.mark.parametrize("name", ["daft", "ray"])
def test_the_extra_decides_no_version_of_others(name: str) -> None:
    assert name not in load_packages("uv.lock")
    assert name in load_packages("cluster/uv.lock")


def test_the_lock_for_clusters_asks_for_what_the_program_asks_for() -> None:
    asked = [
        {need["name"]: need.get("specifier") for need in package["metadata"]["requires-dist"]}
        for package in (load_packages(lock)["onrecord"] for lock in ("uv.lock", "cluster/uv.lock"))
    ]
    assert asked[0] == asked[1], "make cluster-lock"


def test_both_locks_name_the_same_versions() -> None:
    here, there = load_packages("uv.lock"), load_packages("cluster/uv.lock")
    other = {
        name
        for name in here.keys() & there.keys()
        if here[name].get("version") != there[name].get("version")
    }
    assert other <= HELD_BACK, "make cluster-lock"
