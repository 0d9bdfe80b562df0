"""Clients of the application over small records."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.web import Options, make_app
from tests.unit.web.browsing import TestClient
from tests.unit.web.hostile import PAYLOADS, write_hostile

NOW = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
HOME = "http://127.0.0.1:8000"


def make_client(record: Path, **given: object) -> TestClient:
    """A browser at the server's own address."""
    given = {"patience": 60.0, "token": "t0ken", **given}
    options = Options(record=record, clock=lambda: NOW, **given)  # type: ignore[arg-type]
    return TestClient(make_app(options), base_url=HOME, follow_redirects=False)


@pytest.fixture(scope="session")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record each of whose texts is an attack."""
    return write_hostile(tmp_path_factory.mktemp("hostile") / "record", PAYLOADS)


@pytest.fixture(scope="session")
def hostile(hostile_record: Path) -> TestClient:
    """A browser before the record of attacks."""
    return make_client(hostile_record)
