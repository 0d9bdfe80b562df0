"""Reasons name where a value was read as a reader would: the site, never half an address."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model.periods import month
from onrecord.verify.lookups import Official
from onrecord.verify.wording import say_carrier


@pytest.mark.parametrize(
    ("carrier", "said"),
    [
        ("https://site.example/2023/09/22/arrests", ", read from site.example"),
        ("https://site.example/chart (Census)", ", read from site.example"),
        ("owner/repository:folder/file.csv", ", read from owner/repository"),
        ("A release, https://site.example/650/july", ", read from A release, site.example"),
        (
            "An update via https://site.example/67-... and a wire",
            ", read from An update via site.example and a wire",
        ),
        ("A report (https://site.example/doc/4)", ", read from A report (site.example)"),
        ("US Customs and Border Protection", ""),
    ],
)
def test_a_carrier_is_named_by_its_site(knowledge: Knowledge, carrier: str, said: str) -> None:
    official = Official(
        series=knowledge.series["usbp-southwest-month"],
        period=month(2023, 8),
        values=(Decimal(181059),),
        latest=Decimal(181059),
        as_of=date(2023, 9, 22),
        dated=True,
        carrier=carrier,
    )
    assert say_carrier(official) == said
