"""The formats of publishers: JSON of APIs, SDMX, workbooks, tables with the months across."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from onrecord.knowledge.kinds import Kind, load_kinds
from onrecord.knowledge.packs import list_folders
from onrecord.model import SourceError
from onrecord.model.periods import fiscal_year, month, year
from onrecord.sources.series import OfficialFile, find_newest_link, read_sheet
from tests.unit.sources.series.importing import MONTHS, import_text, make_kind, make_series

KINDS = load_kinds(list_folders("us-mexico"))
AIMED = {"series": "stops", "unit": ""}


def aim(kind: str, **target: Any) -> Kind:
    """Return a kind that is for any series, aimed at the tests' own."""
    named = {name: [name] for name in target.get("where", {})} | KINDS[kind].columns
    return Kind.model_validate(
        KINDS[kind].model_dump() | {"columns": named, "series": [AIMED | target]}
    )


def monthly(**changed: Any) -> dict[str, Any]:
    return {"stops": make_series(**changed)}


# FRED, World Bank


@pytest.mark.parametrize("head", ["observation_date", "DATE"])
def test_fred_names_the_column_after_the_series_and_writes_a_point_for_nothing(head: str) -> None:
    text = f"{head},BOPGIMP\n2026-05-01,270.5\n2026-06-01,.\n"
    found = import_text(text, aim("fred-csv"))
    assert [(i.period, i.value) for i in found] == [(month(2026, 5), Decimal("270.5"))]


def test_fred_by_quarter_is_known_by_the_series() -> None:
    text = "observation_date,X\n2026-01-01,1\n"
    (found,) = import_text(text, aim("fred-csv"), rows=monthly(grain="quarter"))
    assert found.period.after == date(2026, 4, 1)


def world_bank(**head: Any) -> str:
    record = {
        "indicator": {"id": "SM.POP.ASYS.EA", "value": "Asylum seekers"},
        "country": {"id": "MX", "value": "Mexico"},
        "countryiso3code": "MEX", "unit": "", "obs_status": "", "decimal": 0,
    }  # fmt: skip
    rows = [record | {"date": "2023", "value": 140979}, record | {"date": "2022", "value": None}]
    given = {"page": 1, "pages": 1, "per_page": 50, "total": 2, "lastupdated": "2024-06-28"}
    return json.dumps([given | head, rows])


def test_the_world_bank_says_when_it_was_updated() -> None:
    kind = aim("world-bank")
    (found,) = import_text(world_bank(), kind, rows=monthly(grain="year"))
    assert (found.period, found.value) == (year(2023), Decimal(140979))
    file = OfficialFile(name="f.json", body=world_bank().encode())
    assert read_sheet(file, kind).dated == date(2024, 6, 28)


def test_an_answer_with_more_pages_is_refused() -> None:
    with pytest.raises(SourceError, match=r"the first of 3 pages; ask for more rows a page"):
        import_text(world_bank(pages=3), aim("world-bank"))


@pytest.mark.parametrize(
    "answer",
    [
        '[{"message": [{"id": "120", "value": "invalid"}]}]',
        '{"error": true}',
        "<html>",
        "[[[[",
        "[]",
    ],
)
def test_an_answer_to_an_error_is_no_file(answer: str) -> None:
    with pytest.raises(SourceError, match=r"no list at 1|is no JSON"):
        import_text(answer, aim("world-bank"), name="answer.json")


def test_json_nested_too_deeply_is_refused() -> None:
    with pytest.raises(SourceError, match="is no JSON"):
        import_text("[" * 200_000, aim("world-bank"))


# SDMX

SDMX_CSV_1 = """\
DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT
AGENCY:FLOW(1.0),M,MX,2023-08,1.5,3
AGENCY:FLOW(1.0),M,US,2023-08,9,3
"""
SDMX_CSV_2 = """\
STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Reference area,TIME_PERIOD: Time,OBS_VALUE: Value
dataflow,A:F(1.0),I,MX: Mexico,2023-08,1500
dataflow,A:F(1.0),D,MX: Mexico,2023-07,1400
"""


@pytest.mark.parametrize("text", [SDMX_CSV_1, SDMX_CSV_2], ids=["1.0", "2.0 with labels"])
def test_sdmx_csv(text: str) -> None:
    (found,) = import_text(text, aim("sdmx-csv", where={"REF_AREA": ["MX"]}))
    assert (found.period, found.value) == (month(2023, 8), Decimal(1500))


def sdmx_structure() -> dict[str, Any]:
    return {
        "dimensions": {
            "dataSet": [{"id": "FREQ", "values": [{"id": "M"}]}],
            "series": [
                {"id": "REF_AREA", "keyPosition": 1, "values": [{"id": "US"}, {"id": "MX"}]},
                {"id": "MEASURE", "keyPosition": 0, "values": [{"id": "ARR"}]},
            ],
            "observation": [
                {"id": "TIME_PERIOD", "values": [{"id": "2023-07"}, {"id": "2023-08"}]}
            ],
        },
        "attributes": {"series": [{"id": "UNIT_MULT", "values": [{"id": "0"}, {"id": "3"}]}]},
    }


def sdmx_set() -> dict[str, Any]:
    return {
        "action": "Replace",
        "series": {"1:0": {"attributes": [1], "observations": {"0": [1.2], "1": [None, 0]}}},
    }


def test_sdmx_json_1_has_one_structure_for_all() -> None:
    message = {
        "header": {"prepared": "2023-09-12T10:00:00"},
        "dataSets": [sdmx_set()],
        "structure": sdmx_structure(),
    }
    (found,) = import_text(json.dumps(message), aim("sdmx-json", where={"REF_AREA": ["MX"]}))
    assert (found.period, found.value) == (month(2023, 7), Decimal(1200))


def test_sdmx_json_2_has_the_structures_beside_the_sets() -> None:
    data = {"dataSets": [{"structure": 0} | sdmx_set()], "structures": [sdmx_structure()]}
    (found,) = import_text(json.dumps({"meta": {}, "data": data}), aim("sdmx-json"))
    assert found.value == 1200


def test_sdmx_json_may_be_flat() -> None:
    structure = sdmx_structure()
    dimensions = structure["dimensions"]
    dimensions["observation"] = [*dimensions.pop("series"), *dimensions["observation"]]
    message = {"dataSets": [{"observations": {"1:0:1": [7]}}], "structure": structure}
    (found,) = import_text(json.dumps(message), aim("sdmx-json"))
    assert (found.period, found.value) == (month(2023, 8), Decimal(7))


@pytest.mark.parametrize(("group", "value"), [("1:0", 7000), ("1::", 7000), ("0:0", 7)])
def test_a_power_of_ten_may_be_that_of_a_group(group: str, value: int) -> None:
    structure = sdmx_structure()
    structure["attributes"] = {"dimensionGroup": structure["attributes"].pop("series")}
    held = {
        "dimensionGroupAttributes": {group: [1]},
        "series": {"1:0": {"observations": {"0": [7]}}},
    }
    message = {"data": {"dataSets": [held], "structures": [structure]}}
    (found,) = import_text(json.dumps(message), aim("sdmx-json"))
    assert found.value == value


@pytest.mark.parametrize("key", ["5:0", "-1:0", "0", "0:0:0", "x:0"])
def test_a_key_that_leads_nowhere_is_refused(key: str) -> None:
    held = {"series": {key: {"observations": {"0": [1]}}}}
    message = {"dataSets": [held], "structure": sdmx_structure()}
    with pytest.raises(SourceError, match="keys and structure do not fit"):
        import_text(json.dumps(message), aim("sdmx-json"))


# APIs of publishers in the pack


def test_socrata_rows_have_predicted_and_reported_values_apart() -> None:
    row = {"state": "US", "year": "2025", "month": "March", "period": "12 month-ending",
           "indicator": "Number of Drug Overdose Deaths", "data_value": "66000",
           "predicted_value": "67798", "footnote": "x"}  # fmt: skip
    opioids = {"indicator": "Synthetic opioids, excl. methadone (T40.4)"}
    missing = row | opioids
    missing.pop("predicted_value")
    kind = KINDS["cdc-overdose-deaths-json"]
    rows = {
        t.series: make_series(t.series, grain="12 months ending", unit="deaths")
        for t in kind.series
    }
    found = import_text(json.dumps([row, missing]), kind, name="a.json", rows=rows)
    assert {i.series_id: int(i.value) for i in found} == {
        "cdc-overdose-deaths-12-months": 67798,
        "cdc-overdose-deaths-12-months-reported": 66000,
        "cdc-synthetic-opioid-deaths-12-months-reported": 66000,
    }


def test_socrata_cuts_its_answers_without_a_word() -> None:
    row = {"state": "US", "year": "2025", "month": "March", "period": "12 month-ending",
           "indicator": "X", "data_value": "1", "predicted_value": "1"}  # fmt: skip
    with pytest.raises(SourceError, match="exactly 1000 rows"):
        import_text(json.dumps([row] * 1000), KINDS["cdc-overdose-deaths-json"])


def test_unhcr_applications_are_those_that_are_new(knowledge) -> None:
    item = {"year": 2023, "coo_iso": "-", "coa_name": "Mexico", "coa": "MEX", "coa_iso": "MEX",
            "procedure_type": "G", "app_pc": "P"}  # fmt: skip
    items = [
        item | {"app_type": "N", "applied": "140979"},
        item | {"app_type": "R", "applied": 5},
        item | {"year": 2024, "app_type": "N", "applied": "-"},
    ]
    kind = KINDS["unhcr-asylum-applications"]
    rows = {kind.series[0].series: make_series(
        kind.series[0].series, grain="year", unit="applications", dimension="country")}  # fmt: skip
    text = json.dumps({"page": 1, "maxPages": 1, "items": items})
    (found,) = import_text(text, kind, rows=rows, countries=knowledge.countries)
    assert (found.series_id, found.value) == ("unhcr-asylum-applications-year.MX", 140979)


def test_orders_are_counted_by_the_month_in_which_they_were_signed() -> None:
    orders = [
        {"signing_date": day, "executive_order_number": n, "title": "T", "publication_date": day}
        for day, n in (("2025-01-31", 1), ("2025-02-01", 14193), ("2025-02-01", 14194))
    ]
    text = json.dumps({"count": 3, "total_pages": 1, "results": orders})
    kind = aim("federal-register-orders")
    (found,) = import_text(text, kind, rows=monthly(unit="orders"), known_by=date(2025, 3, 5))
    assert (found.period, found.value, found.note) == (month(2025, 2), 2, "14193, 14194")


# Months across

WIDE = "Border Patrol\nApprehensions By Month - FY 2019\nSECTOR|{}\nTotal\nBroken label\n{}\n"


def write_wide(*, total: str = "1,203", last: str = "103") -> str:
    header = "|".join([*MONTHS[9:], *MONTHS[:9]])
    cells = "|".join(["100"] * 11 + [last])
    return WIDE.format(header, f"Southwest Border|{cells}|{total}")


def wide_kind() -> Kind:
    target = {"series": "stops", "unit": "events", "where": {"label": ["Southwest Border"]}}
    return make_kind(
        format="wide-csv", delimiter="|", year_in=r"FY (?P<year>\d{4})", total=True, known={},
        columns={"label": ["label"], "year": ["year"], "month": ["month"], "value": ["value"]},
        period={"year": "year", "month": "month", "first_month": 10}, value="value",
        series=[target],
    )  # fmt: skip


def test_months_across_are_read_in_the_order_of_the_header() -> None:
    found = import_text(write_wide(), wide_kind())
    assert [(i.period, int(i.value)) for i in found][-1] == (month(2019, 9), 103)
    (total,) = import_text(write_wide(), wide_kind(), rows=monthly(grain="fiscal year"))
    assert (total.period, total.value) == (fiscal_year(2019), 1203)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            write_wide(total="1,230"),
            r"file\.csv:6: the months add up to 1,203, the total says 1,230",
        ),
        (write_wide(last="N/A"), r'file\.csv:6: value "N/A" is no number'),
        (write_wide().replace("FY 2019", "2019"), "no line says the year"),
        (write_wide().replace("October|", ""), "no header with the twelve months"),
        (write_wide().replace("|100|", "|", 1), "cells, 14 are needed"),
        (write_wide().replace("Southwest", "South"), "no row southwest border"),
    ],
)
def test_a_wide_table_that_does_not_add_up_is_refused(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        import_text(text, wide_kind())


# Workbooks


def make_workbook(rows: list[list[Any]], sheet: str = "Monthly", *, formula: str = "") -> bytes:
    """Return a workbook of one sheet, written by hand: inline texts and numbers."""

    def cell(value: Any) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c>{f'<f>{formula}</f>' if formula else ''}<v>{value}</v></c>"

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }  # fmt: skip
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, f'<?xml version="1.0"?>{text}')
    return held.getvalue()


def sheet_kind(**changed: Any) -> Kind:
    columns = {"year": ["Fiscal Year"], "month": ["Month"], "count": ["Quantity"]}
    return make_kind(**{"format": "xlsx", "sheet": "Monthly", "columns": columns, "known": {},
        "period": {"year": "year", "month": "month", "first_month": 10}} | changed)  # fmt: skip


SHEET = [["Table 1"], ["Fiscal\nYear", "Month", "Quantity"], [2025, "01 October", 58130],
         [2025, "02 November", 46610]]  # fmt: skip


def test_a_workbook_is_read_under_its_title() -> None:
    found = import_text(make_workbook(SHEET), sheet_kind(), name="t.xlsx")
    assert [(i.period, int(i.value)) for i in found] == [
        (month(2024, 10), 58130),
        (month(2024, 11), 46610),
    ]


def test_a_formula_is_not_run() -> None:
    (found, _) = import_text(make_workbook(SHEET, formula="1+1"), sheet_kind(), name="t.xlsx")
    assert found.value == 58130


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (make_workbook(SHEET, "Yearly"), sheet_kind(), 'no sheet "Monthly"; there are Yearly'),
        (make_workbook(SHEET)[:400], sheet_kind(), "is no workbook"),
        (b"text", sheet_kind(), "is no workbook"),
        (make_workbook([*SHEET, [2025, "03 December", "n/a"]]), sheet_kind(),
         r't\.xlsx, sheet Monthly, row 5: Quantity "n/a" is no number'),
        (make_workbook([["x" * 50] * 3000] * 30), sheet_kind(), "bytes when unpacked"),
    ],
    ids=["sheet", "cut", "no workbook", "text", "bomb"],
)  # fmt: skip
def test_a_bad_workbook_is_refused(body: bytes, kind: Kind, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        import_text(body, kind, name="t.xlsx")


# Pages


def test_the_newest_link_of_a_page_is_that_of_the_latest_month() -> None:
    page = b"""<a href='/files/2025-08/sbo-fy22-fy25-jul.csv'>July</a>
      <a href="/files/2025-09/sbo-fy22-fy25-aug.csv?a=1&amp;b=2">August</a>
      <a href="/files/2025-10/other.csv">other</a>"""
    file = OfficialFile(name="https://agency.example/stats", body=page)
    found = find_newest_link(file, r"sbo-.*\.csv")
    assert found == "https://agency.example/files/2025-09/sbo-fy22-fy25-aug.csv?a=1&b=2"
    with pytest.raises(SourceError, match="no link fits"):
        find_newest_link(file, "drugs")
