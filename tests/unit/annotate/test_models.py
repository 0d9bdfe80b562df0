"""The best installed model of a language is taken."""

from __future__ import annotations

from importlib import metadata

from onrecord.annotate import find_model


def test_the_first_installed_package_of_a_language_is_taken() -> None:
    found = find_model("xx", {"xx": ("no_such_model", "click", "jinja2")})
    assert found is not None
    assert (found.package, found.version) == ("click", metadata.version("click"))


def test_a_language_without_an_installed_package_has_no_model() -> None:
    assert find_model("xx", {"xx": ("no_such_model",), "yy": ("click",)}) is None
    assert find_model("zz", {}) is None
