"""Every operation keeps to its own description, whatever it is asked: schemathesis asks, with all checks."""

from __future__ import annotations

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from schemathesis import GenerationMode

from onrecord.record import PLURALS
from onrecord.record.reviews import read_log
from onrecord.web import Options, make_app
from onrecord.web.api_openapi import list_operations
from onrecord.web.api_tables import list_all_columns
from tests.unit.publish.stored import make_story, write_rows
from tests.unit.web.conftest import HOME, NOW

OURS = {
    "host": "127.0.0.1:8000",
    "origin": HOME,
    "x-onrecord-token": "t0ken",
    "cookie": "onrecord-reviewer=A. Reviewer",
}
# All tables go the same way; these have every kind of column, and people who are not shown.
TABLES = ("figures", "documents", "actors")
OPERATIONS = [
    (one.method, one.path)
    for one in list_operations(list_all_columns())
    if one.path.split("/")[2] in TABLES or one.path.split("/")[2] not in PLURALS.values()
]
SETTINGS = hypothesis.settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def api_schema(tmp_path_factory: pytest.TempPathFactory):
    """The description that the application gives of itself."""
    record = write_rows(make_story(), tmp_path_factory.mktemp("api") / "record")
    app = make_app(Options(record=record, clock=lambda: NOW, token="t0ken"))
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=OURS)
    assert read_log(app.state.shelf.folder.reviews).faults == ()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_it_does_what_it_says(api_schema, method, path, mode) -> None:
    operation = api_schema[path][method]

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=OURS)

    ask()
