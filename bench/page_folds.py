"""Line models that have not seen the site of the page they are asked about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from page_truth import Page

from onrecord.knowledge import Knowledge


def hash_site(site: str) -> str:
    """Return the short hash by which a model file names a site."""
    return sha256(site.encode()).hexdigest()[:8]


class FoldModels:
    """The program's tables, with the models of a page's fold in place of the program's own."""

    def __init__(self, knowledge: Knowledge, folder: Path | None) -> None:
        self._own = knowledge
        self._folds: dict[str, Knowledge] = {}
        self._sites: dict[str, str] = {}
        if folder is not None:
            self._sites = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
            self._folds = {
                name: replace(knowledge, folders=(*knowledge.folders, folder / name))
                for name in sorted(set(self._sites.values()))
            }

    def find(self, page: Page) -> Knowledge:
        """Return the tables to read a page with."""
        return self._folds.get(self._sites.get(hash_site(page.site), ""), self._own)

    def list_all(self) -> list[Knowledge]:
        """Return the tables of all folds and the program's own."""
        return [*self._folds.values(), self._own]

    def knows_too_much(self, pages: Iterable[Page]) -> bool:
        """Has one of the models learned from the site of a page that it is asked about?"""
        return any(
            hash_site(page.site) in model.sites
            for page in pages
            for model in self.find(page).models.values()
        )
