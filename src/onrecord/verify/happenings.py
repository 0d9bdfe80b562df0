"""Put the reports of one real event together: who told it, and how many independently.

A step per key, the type of event: reports of one type are looked at together where they share a type and a day, a numbered paper, or
some of their words (`find_happenings`), and pairs are judged by `happenings_pairs`. What they disagree on is
kept, each report with its own words:

    "met on 3 February" / "met on 5 February"       date-differs
    "handed over 26 suspects" / "29 suspects"       contradicted
    "sent troops" / "did not send troops"           contradicted
    "A fired on B" / "B fired on A"                 contradicted
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from zlib import crc32

from onrecord.model import Happening, make_id
from onrecord.model.carry import Carry, carry_here
from onrecord.verify.blocks import Blocks, list_pairs
from onrecord.verify.happenings_differences import (
    find_outcome,
    gather_origins,
    list_differences,
)
from onrecord.verify.happenings_pairs import (
    SAME_STORY,
    EventReport,
    can_share_day,
    rate_pair,
)

LEAST_WORDS = 2  # that a denial and what it denies share
SAMPLE = 4  # words of a report, by pairs of which others are found that tell the same
LARGEST_BLOCK = 400  # reports with one such pair: a commoner one finds nothing
WEEK_DAYS = 7
Pair = tuple[float, int, int]


def find_happenings(
    reports: Iterable[EventReport], *, carry: Carry = carry_here
) -> list[Happening]:
    """Return the happenings, in the order of their first report's key and day.

    A denial without anything that it denies is no happening.
    """
    by_type: dict[str, list[EventReport]] = {}
    for report in reports:
        by_type.setdefault(str(report.type), []).append(report)
    found = [one for some in carry(_find_of_type, by_type.values()) for one in some]
    return [happening for _, happening in sorted(found, key=lambda pair: pair[0])]


def _find_of_type(reports: list[EventReport]) -> list[tuple[tuple[str, ...], Happening]]:
    """Return the happenings of one type, each with what puts it in order."""
    ordered = sorted(reports, key=_order)
    told = [report for report in ordered if not report.is_denied]
    groups = _group(told)
    for denial in (report for report in ordered if report.is_denied):
        denied = [g for g in groups if any(_denies(denial, report) for report in g)]
        if len(denied) == 1:
            denied[0].append(denial)
    return [(_order(group[0]), _make_happening(group)) for group in groups]


def _order(report: EventReport) -> tuple[str, ...]:
    first = report.period.first.isoformat() if report.period is not None else ""
    key = (
        "|".join(sorted(report.actor_ids)),
        str(report.type),
        "|".join(sorted(report.target_ids)),
    )
    return (*key, first, report.event_id)


def _group(reports: list[EventReport]) -> list[list[EventReport]]:
    """Return the reports in groups: the surest pairs are joined first.

    Two groups are joined only where no report of the one speaks against one of the other.
    """
    groups = {number: [number] for number in range(len(reports))}
    group_of = dict(zip(groups, groups, strict=True))
    for _, one, other in sorted(_find_pairs(reports), key=lambda p: (-p[0], p[1], p[2])):
        mine, theirs = group_of[one], group_of[other]
        if mine == theirs or not _can_join(reports, groups[mine], groups[theirs]):
            continue
        groups[mine] += groups.pop(theirs)
        group_of.update(dict.fromkeys(groups[mine], mine))
    return [[reports[i] for i in sorted(group)] for group in groups.values()]


def _can_join(reports: list[EventReport], mine: list[int], theirs: list[int]) -> bool:
    return len(mine) == len(theirs) == 1 or all(
        can_share_day(reports[i], reports[j]) or rate_pair(reports[i], reports[j])
        for i in mine
        for j in theirs
    )


def _find_pairs(reports: list[EventReport]) -> Iterator[Pair]:
    """Yield the pairs that tell one event, with how sure that is."""
    blocks, of_words = Blocks(), Blocks()
    for number, report in enumerate(reports):
        for key in _list_keys(report):
            (of_words if key[0] == "words" else blocks).add(key, number)
    for one, other in list_pairs(blocks.list(), of_words.list(most=LARGEST_BLOCK)):
        if reports[one].document_id != reports[other].document_id:
            rate = rate_pair(reports[one], reports[other])
            if rate:
                yield rate, one, other


def _list_keys(report: EventReport) -> Iterator[tuple[str, ...]]:
    """Yield under which keys a report is looked at together with others."""
    kind = str(report.type)
    sides = sorted(report.actor_ids)[:1] or ["-"]
    if report.period is not None and report.period.days <= WEEK_DAYS:
        for side in sorted(report.sides) or sides:
            for day in range(-1, report.period.days + 1):
                then = report.period.first + timedelta(days=day)
                yield ("day", kind, side, then.isoformat())
    elif report.period is None and report.published is not None:
        for side in sorted(report.sides) or sides:
            yield ("told", kind, side, report.published.first.isoformat())
    for paper in sorted(report.papers):
        yield ("paper", kind, paper)
    chosen = sorted(report.words, key=_scatter)[:SAMPLE]
    for one, other in combinations(chosen, 2):
        yield ("words", kind, one, other)


def _scatter(word: str) -> tuple[int, str]:
    """Return an order of words that is the same everywhere and has nothing to do with them.

    The first few of it are a sample: two sets that are much alike share most of theirs.
    """
    return crc32(word.encode()), word


def _denies(denial: EventReport, told: EventReport) -> bool:
    """Is it the same act that the one report denies and the other tells, by another origin?"""
    if denial.type is not told.type or denial.origin_id == told.origin_id:
        return False
    if denial.actor_ids != told.actor_ids or denial.target_ids != told.target_ids:
        return False
    shared = len(denial.words & told.words)
    fewer = min(len(denial.words), len(told.words))
    if shared < LEAST_WORDS or shared / fewer < SAME_STORY:
        return False
    return can_share_day(denial, told)


def _make_happening(group: list[EventReport]) -> Happening:
    """Return the happening; who denies it is no witness of it."""
    event_ids = tuple(report.event_id for report in group)
    told = [report for report in group if not report.is_denied]
    origins = gather_origins(told)
    return Happening(
        id=make_id("hap", *sorted(event_ids)),
        event_ids=event_ids,
        outcome=find_outcome(group, origins),
        documents=len({report.document_id for report in told}),
        origins=len(origins),
        differences=tuple(list_differences(group, origins)),
    )
