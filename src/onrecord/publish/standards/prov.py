"""Where everything comes from, as PROV-JSON: captures, documents, findings, verdicts, reviews.

Entities are what there is; activities are the build, each method at its version, and each review;
agents are the program, the outlets, the publishers of series, and the reviewers.
Formats: https://www.w3.org/TR/prov-dm/ and https://www.w3.org/submissions/prov-json/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any

from onrecord.model import make_id
from onrecord.publish.standards.chosen import Chosen, Row, cut, drop_empty
from onrecord.publish.standards.streams import Pair, write_objects

SOFTWARE = "onrecord:software"
_METHODS = ("statement", "event", "commitment", "figure", "position", "verdict")


def write_prov(chosen: Chosen, path: Path) -> int:
    """Write entities, activities, agents and what joins them; return how many."""
    numbers = count(1)
    relations = ((kind, _number(numbers, rows(chosen))) for kind, rows in RELATIONS.items())
    parts = chain(
        (("prefix", iter([("onrecord", chosen.base)])),),
        (("entity", iterate_entities(chosen)), ("activity", iterate_activities(chosen))),
        (("agent", iterate_agents(chosen)),),
        relations,
    )
    return write_objects(path, parts) - 1


def iterate_entities(chosen: Chosen) -> Iterator[Pair]:
    """Yield what there is."""
    for document in chosen.documents.values():
        yield (
            _name(document["capture"]),
            {"prov:type": "capture", "onrecord:source": document["source"]},
        )
        yield _name(document["id"]), drop_empty({
            "prov:type": "document", "prov:label": document["title"],
            "prov:location": chosen.page(document["id"]), "onrecord:language": document["language"],
        })  # fmt: skip
    for series in chosen.series.values():
        yield _name(series["id"]), {"prov:type": "series", "prov:label": series["name"]}
    for table, row in chosen.all_findings():
        yield _name(row["id"]), drop_empty({
            "prov:type": table, "prov:value": cut(row["quote"]),
            "onrecord:start": row["start"], "onrecord:end": row["end"],
            "onrecord:score": row["score"],
        })  # fmt: skip
    for row in chosen.positions.values():
        yield _name(row["id"]), drop_empty({
            "prov:type": "position", "prov:value": cut(row["quote"]),
            "onrecord:issue": row["issue"], "onrecord:stance": row["stance"],
            "onrecord:start": row["start"], "onrecord:end": row["end"],
            "onrecord:score": row["score"],
        })  # fmt: skip
    for row in chosen.shifts:
        yield _name(row["id"]), {
            "prov:type": "shift", "prov:value": row["kind"], "onrecord:reason": row["reason"],
        }  # fmt: skip
    for row in chosen.selection.rows("verdict"):
        yield _name(row["id"]), drop_empty({
            "prov:type": "verdict", "prov:value": row["outcome"],
            "onrecord:diagnosis": row["diagnosis"], "onrecord:reason": row["reason"],
        })  # fmt: skip


def iterate_activities(chosen: Chosen) -> Iterator[Pair]:
    """Yield the build, the methods, and the reviews with their time."""
    yield _build(chosen), {"prov:type": "build", **_facts(chosen)}
    for method in _list_methods(chosen):
        yield _name_method(method), {"prov:type": "method", "prov:label": method}
    for row in chosen.reviews:
        yield _name(row["id"]), drop_empty({
            "prov:type": "review", "prov:startTime": row["at"], "prov:endTime": row["at"],
            "onrecord:decision": row["decision"], "onrecord:reason": row["reason"],
        })  # fmt: skip


def iterate_agents(chosen: Chosen) -> Iterator[Pair]:
    """Yield the program, the outlets, the publishers and the reviewers."""
    yield SOFTWARE, {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": chosen.software}
    outlets = {row["outlet"] for row in chosen.documents.values() if row["outlet"]}
    publishers = {row["publisher"] for row in chosen.series.values()}
    for name in sorted(outlets | publishers):
        yield _name_agent(name), {"prov:type": _qualified("prov:Organization"), "prov:label": name}
    for name in sorted({row["by"] for row in chosen.reviews}):
        yield _name_agent(name), {"prov:type": _qualified("prov:Person"), "prov:label": name}


def _derive(chosen: Chosen) -> Iterator[Row]:
    for document in chosen.documents.values():
        yield _derivation(document["id"], document["capture"])
    for _, row in chosen.all_findings():
        yield {
            **_derivation(row["id"], row["document"]),
            "prov:type": _qualified("prov:Quotation"),
        }
    for row in chosen.positions.values():
        quoted = {"prov:type": _qualified("prov:Quotation")}
        yield {**_derivation(row["id"], row["document"]), **quoted}
        if row["finding"] in chosen.grounds:
            yield _derivation(row["id"], row["finding"])
    for row in chosen.shifts:
        yield _derivation(row["id"], row["before"])
        yield _derivation(row["id"], row["after"])
    for row in chosen.selection.rows("verdict"):
        yield _derivation(row["id"], row["finding"])
        if row["series"] in chosen.series:
            yield _derivation(row["id"], row["series"])


def _generate(chosen: Chosen) -> Iterator[Row]:
    for document in chosen.documents.values():
        yield {"prov:entity": _name(document["id"]), "prov:activity": _build(chosen)}
    for row in chosen.shifts:
        yield {"prov:entity": _name(row["id"]), "prov:activity": _build(chosen)}
    found = (row for _, row in chosen.all_findings())
    for row in chain(found, chosen.positions.values(), chosen.selection.rows("verdict")):
        yield {"prov:entity": _name(row["id"]), "prov:activity": _name_method(row["method"])}


def _use(chosen: Chosen) -> Iterator[Row]:
    for document in chosen.documents.values():
        yield {"prov:activity": _build(chosen), "prov:entity": _name(document["capture"])}
    for row in chosen.reviews:
        yield {"prov:activity": _name(row["id"]), "prov:entity": _name(row["now"])}


def _associate(chosen: Chosen) -> Iterator[Row]:
    yield {"prov:activity": _build(chosen), "prov:agent": SOFTWARE}
    for method in _list_methods(chosen):
        yield {"prov:activity": _name_method(method), "prov:agent": SOFTWARE}
    for row in chosen.reviews:
        yield {"prov:activity": _name(row["id"]), "prov:agent": _name_agent(row["by"])}


def _attribute(chosen: Chosen) -> Iterator[Row]:
    for document in chosen.documents.values():
        if document["outlet"]:
            yield {
                "prov:entity": _name(document["id"]),
                "prov:agent": _name_agent(document["outlet"]),
            }
    for series in chosen.series.values():
        yield {"prov:entity": _name(series["id"]), "prov:agent": _name_agent(series["publisher"])}


# PROV-JSON's names of relations → who yields them.
RELATIONS: dict[str, Callable[[Chosen], Iterator[Row]]] = {
    "wasDerivedFrom": _derive,
    "wasGeneratedBy": _generate,
    "used": _use,
    "wasAssociatedWith": _associate,
    "wasAttributedTo": _attribute,
}


def _derivation(entity: str, source: str) -> Row:
    return {"prov:generatedEntity": _name(entity), "prov:usedEntity": _name(source)}


def _number(numbers: Iterator[int], rows: Iterator[Row]) -> Iterator[Pair]:
    for row in rows:
        yield f"_:r{next(numbers)}", row


def _list_methods(chosen: Chosen) -> list[str]:
    methods: set[str] = set()
    for table in _METHODS:
        column = chosen.selection.relation(table).select("method").distinct()
        methods |= {method for (method,) in column.fetchall()}
    return sorted(methods)


def _facts(chosen: Chosen) -> Row:
    return {f"onrecord:{key}": value for key, value in sorted(chosen.facts.items()) if value}


def _qualified(name: str) -> dict[str, Any]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _build(chosen: Chosen) -> str:
    return _name(f"build-{chosen.facts.get('build', 'record')}")


def _name(row_id: str) -> str:
    return f"onrecord:{row_id}"


def _name_method(method: str) -> str:
    return _name(f"method-{method.replace('@', '-')}")


def _name_agent(name: str) -> str:
    return _name(make_id("agent", name))
