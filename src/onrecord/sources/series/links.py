"""The newest file that a publisher's page links to."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from onrecord.model import SourceError
from onrecord.sources.series.csv_sheets import decode
from onrecord.sources.series.sheets import OfficialFile

_LINK = re.compile(r"""href\s*=\s*["']([^"'<>]{1,2000})["']""", re.I)
_MONTH = re.compile(r"(?<!\d)(20\d\d)-(\d\d)(?!\d)")


def find_newest_link(page: OfficialFile, pattern: str) -> str:
    """Return the address of the newest file whose link fits: that of the latest month in its path.

    Of links of one month, or without any, the first on the page counts.
    """
    links = [unescape(link) for link in _LINK.findall(decode(page))]
    fitting = [urljoin(page.name, link) for link in links if re.search(pattern, link)]
    if not fitting:
        raise SourceError(
            f"{page.name}: no link fits {pattern}; look at the page and correct the feed's link"
        )
    return max(fitting, key=_find_month)


def _find_month(link: str) -> tuple[str, ...]:
    months = [found.groups() for found in _MONTH.finditer(link)]
    return max(months, default=("", ""))
