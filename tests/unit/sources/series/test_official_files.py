"""The publishers' own files: rows and totals equal what the publishers say, and what the pack holds.

The files are not part of the repository; without them these tests are skipped. The yearly totals
are facts, published by the agencies where it says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from onrecord.model import Period
from onrecord.model.periods import fiscal_year
from onrecord.run.series import Tables, load_tables
from onrecord.sources.series import (
    Imported,
    OfficialFile,
    Wanted,
    read_observations,
    read_sheet,
)

DATA = Path(__file__).parents[5] / "shared" / "official" / "data"
SOUTHWEST = "cbp_sw_and_ohss/sbo-encounters-fy22-fy25-aug.csv"
NATIONWIDE = "usbp_monthly_2000_2020/cbp-nationwide-encounters-fy20-fy23-state.csv"
DRUGS = "cbp_drugs_2026_04/nationwide-drugs-fy23-fy26-apr.csv"
OLDER_DRUGS = "cbp_drugs_2019_2023/nationwide-drugs-fy19-fy22.csv"
WORKBOOK = "cbp_sw_and_ohss/KHSM Encounters (USBP) fy25m11.xlsx"
DEATHS = "cdc_vsrr_2018/VSRR_Provisional_Drug_Overdose_Death_Counts.csv"
MARINE = "cbp_drugs_2023_2025/amo-drug-seizures-fy23-fy26-dec.csv"
YEARS = "usbp_monthly_2000_2020/usbp_monthly_encounters_fy{}.csv"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the publishers' files are not here")


@cache
def load() -> Tables:
    return load_tables("us-mexico")


@cache
def read(kind_id: str, name: str, known_by: date) -> tuple[Imported, ...]:
    """Return what a kind reads out of one of the files."""
    tables = load()
    kind = tables.kinds[kind_id]
    file = OfficialFile(name=name, body=(DATA / name).read_bytes())
    wanted = [Wanted(target=t, row=tables.rows[t.series]) for t in kind.series]
    return tuple(
        read_observations(
            read_sheet(file, kind), kind, wanted, known_by=known_by, countries=tables.countries
        )
    )


def add_up(found: tuple[Imported, ...], series_id: str) -> dict[int, Decimal]:
    """Return the sums of a monthly series by US fiscal year."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for imported in found:
        if imported.series_id == series_id:
            sums[imported.period.first.year + (imported.period.first.month >= 10)] += imported.value
    return sums


def count_not_held(found: tuple[Imported, ...]) -> int:
    """Return how many values the pack does not hold for their period."""
    held = {
        (observation.series_id, observation.period, observation.value)
        for series_id in {imported.series_id for imported in found}
        for observation in load().held.get(series_id, ())
    }
    return sum((i.series_id, i.period, i.value) not in held for i in found)


def test_southwest_months_and_years() -> None:
    found = read("cbp-southwest-encounters", SOUTHWEST, date(2025, 9, 30))
    counts = Counter(imported.series for imported in found)
    assert counts == {
        "usbp-southwest-month": 47,
        "ofo-southwest-month": 47,
        "cbp-southwest-total-month": 47,
        "usbp-southwest-fiscal-year": 3,  # 2025 is not over in a file of August
        "ofo-southwest-fiscal-year": 3,
    }
    # CBP, southwest land border encounters: Border Patrol 2,206,436 (2022, first given as
    # 2,206,436), 2,045,838 (2023), 1,530,523 (2024), by less than 0.01 % revised since
    years = add_up(found, "usbp-southwest-month")
    published = {2022: 2_206_436, 2023: 2_045_838, 2024: 1_530_523}
    for year, total in published.items():
        assert abs(years[year] - total) <= total * Decimal("0.0001")
        assert years[year] == next(
            i.value
            for i in found
            if (i.series, i.period) == ("usbp-southwest-fiscal-year", fiscal_year(year))
        )
    totals = add_up(found, "cbp-southwest-total-month")
    assert abs(totals[2023] - 2_475_669) <= 250  # CBP, October 2023


def test_nationwide_encounters_by_state_add_up_to_the_published_years() -> None:
    years = add_up(
        read("cbp-nationwide-encounters", NATIONWIDE, date(2023, 10, 31)),
        "cbp-nationwide-total-month",
    )
    # CBP, nationwide encounters, fiscal years 2020 to 2023, as of October 2023
    assert years == {2020: 646_822, 2021: 1_956_519, 2022: 2_766_582, 2023: 3_201_144}


@pytest.mark.parametrize(
    ("name", "known_by", "pounds"),
    [
        (OLDER_DRUGS, date(2022, 10, 31), {2019: 2803.6, 2020: 4791.1, 2021: 11201.3, 2022: 14699.9}),
        (DRUGS, date(2026, 5, 31), {2023: 27022.9, 2024: 21889.2, 2025: 12027.3, 2026: 6725.6}),
    ],
)  # fmt: skip
def test_fentanyl_by_fiscal_year(name: str, known_by: date, pounds: dict[int, float]) -> None:
    years = add_up(
        read("cbp-drug-seizures", name, known_by), "cbp-drug-pounds-nationwide-month.fentanyl"
    )
    assert {year: round(float(total), 1) for year, total in years.items()} == pounds


def test_air_and_marine_seizures_are_not_in_the_file_of_the_others() -> None:
    marine = read("cbp-air-marine-drug-seizures", MARINE, date(2026, 1, 31))
    assert Counter(i.dimension for i in marine).keys() == {
        "fentanyl", "cocaine", "heroin", "methamphetamine",
    }  # fmt: skip
    others = read("cbp-drug-seizures", DRUGS, date(2026, 5, 31))
    assert not {i.series for i in marine} & {i.series for i in others}


# The Border Patrol's PDF, "Yearly Total" of the southwest border and of all
PATROL_YEARS = {
    2000: (1_643_679, 1_676_438), 2001: (1_235_718, 1_266_214), 2002: (929_809, 955_310),
    2003: (905_065, 931_557), 2004: (1_139_282, 1_160_395), 2005: (1_171_396, 1_189_075),
    2006: (1_071_972, 1_089_092), 2007: (858_638, 876_704), 2008: (705_005, 723_825),
    2009: (540_865, 556_041), 2010: (447_731, 463_382), 2011: (327_577, 340_252),
    2012: (356_873, 364_768), 2013: (414_397, 420_789), 2014: (479_371, 486_651),
    2015: (331_333, 337_117), 2016: (408_870, 415_816), 2017: (303_916, 310_531),
    2018: (396_579, 404_142), 2019: (851_508, 859_501), 2020: (400_651, 405_036),
}  # fmt: skip


@pytest.mark.parametrize("year", PATROL_YEARS)
def test_patrol_years_are_the_totals_that_the_tables_print(year: int) -> None:
    found = read("usbp-months", YEARS.format(year), date(2021, 8, 9))
    values = {i.series: int(i.value) for i in found if i.series.endswith("fiscal-year-history")}
    values |= {i.series: int(i.value) for i in found if i.series == "usbp-nationwide-fiscal-year"}
    assert tuple(values.values()) == PATROL_YEARS[year]
    assert len(found) == 26


def test_the_statistics_office_rounds_to_ten() -> None:
    months = read("ohss-usbp-region", WORKBOOK, date(2025, 2, 28))
    years = read("ohss-usbp-year", WORKBOOK, date(2025, 2, 28))
    assert (len(months), len(years)) == (906, 25)  # three regions, October 1999 to November 2024
    sums = add_up(months, "ohss-usbp-southwest-month")
    assert years[0].value == 1_566_420
    for imported in years:
        assert abs(imported.value - sums[imported.period.last.year]) <= 60  # 12 months rounded


def test_citizenships_add_up_to_the_region() -> None:
    parts = read("ohss-usbp-citizenship", WORKBOOK, date(2025, 2, 28))
    months = read("ohss-usbp-region", WORKBOOK, date(2025, 2, 28))
    whole = {i.period: i.value for i in months if i.series == "ohss-usbp-southwest-month"}
    sums: dict[Period, Decimal] = defaultdict(Decimal)
    for imported in parts:
        sums[imported.period] += imported.value
    # each part is rounded to 10, and parts under 5 are not printed
    assert all(abs(sums[period] - total) <= 400 for period, total in whole.items())


def test_deaths_predicted_and_reported_are_apart() -> None:
    found = read("cdc-overdose-deaths", DEATHS, date(2019, 12, 31))
    last = {i.series: int(i.value) for i in found if i.period.after == date(2018, 10, 1)}
    assert last == {
        "cdc-overdose-deaths-12-months": 69_894,
        "cdc-overdose-deaths-12-months-reported": 67_152,
        "cdc-synthetic-opioid-deaths-12-months": 31_987,
        "cdc-synthetic-opioid-deaths-12-months-reported": 30_430,
    }
    assert len(found) == 4 * 45


@pytest.mark.parametrize(
    ("kind", "name", "known_by", "not_held"),
    [
        ("cbp-southwest-encounters", SOUTHWEST, date(2025, 9, 30), 0),
        ("cbp-drug-seizures", DRUGS, date(2026, 5, 31), 0),
        ("cbp-drug-seizures", OLDER_DRUGS, date(2022, 10, 31), 0),
        ("ohss-usbp-region", WORKBOOK, date(2025, 2, 28), 0),
        ("ohss-usbp-year", WORKBOOK, date(2025, 2, 28), 0),
        ("cdc-overdose-deaths", DEATHS, date(2019, 12, 31), 0),
        # the pack holds citizenships from October 2013, and those of 24 months or more
        ("ohss-usbp-citizenship", WORKBOOK, date(2025, 2, 28), 3575),
        *[("usbp-months", YEARS.format(y), date(2021, 8, 9), 0) for y in (2000, 2015, 2020)],
    ],
)  # fmt: skip
def test_the_pack_holds_what_the_files_say(
    kind: str, name: str, known_by: date, not_held: int
) -> None:
    assert count_not_held(read(kind, name, known_by)) == not_held
