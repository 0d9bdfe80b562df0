"""Small packs made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = 'name: tiny\ntitle: A tiny pack\nversion: "1"\n'
COUNTRIES = """\
- {code: AA, alpha3: AAA, names: {en: [Aland]}}
- {code: BB, alpha3: BBB, names: {en: [Beland, The Beland]}, metonyms: {en: [Bee City]}}
"""
ACTORS = """\
- {id: jane-doe, name: Jane Doe, kind: person, country: AA, source: test}
- {id: john-roe, name: John Roe, kind: person, country: AA, source: test}
- {id: aa-office, name: Office of Aland, kind: body, country: AA, source: test}
"""


@pytest.fixture
def make_pack(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a pack: `make_pack(offices="...")` sets one table."""

    def make(pack: str = PACK, **tables: str) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        texts = {"countries": COUNTRIES, "actors": ACTORS, **tables}
        (folder / "pack.yml").write_text(pack, encoding="utf-8")
        for name, text in texts.items():
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        return folder

    return make
