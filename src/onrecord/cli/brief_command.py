"""`onrecord brief`: what is new."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.exits import USAGE, Exit
from onrecord.cli.looking import find_day, load_tables_of
from onrecord.cli.options import DAY, check_days, json_option, open_given, record_option
from onrecord.cli.output import warn

if TYPE_CHECKING:
    from onrecord.knowledge import Knowledge

_SPAN = re.compile(r"(\d{1,4})([dw])")
_DAYS = {"d": 1, "w": 7}


class SinceType(click.ParamType["date | timedelta"]):
    """A stretch of days back (7d, 2w), or a day."""

    name = "since"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | timedelta:
        """Return the day or the stretch."""
        if isinstance(value, date | timedelta):
            return value
        found = _SPAN.fullmatch(str(value))
        if found is not None:
            return timedelta(days=int(found[1]) * _DAYS[found[2]])
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is no stretch; write 7d, 2w or a day as 2025-03-31', param, ctx)


@click.command("brief")
@record_option
@click.option(
    "--since", type=SinceType(), default="7d", show_default=True, help="7d, 2w, or a day."
)
@click.option("--until", type=DAY, help="Up to this day [that of the record, else today].")
@click.option("--topic", help="Only paragraphs that speak of a topic of the packs: fentanyl.")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html"]), default="markdown",
    show_default=True, help="How to write it.",
)  # fmt: skip
@json_option
def command(
    record: Path | None,
    *,
    since: date | timedelta,
    until: date | None,
    topic: str | None,
    form: str,
    as_json: bool,
) -> None:
    """Print what became known: happenings, promises, failing figures, altered quotes, shifted stands.

    Each in one line with its words and how many independent origins it has.
    """
    from onrecord.cli.output import print_json
    from onrecord.model.judged import Counted
    from onrecord.publish.briefs import Wanted, make_brief, write_html, write_markdown
    from onrecord.record.news import News

    with open_given(record) as opened:
        last = find_day(opened, until)
        first = since if isinstance(since, date) else last - since + timedelta(days=1)
        check_days(first, last, names=("--since", "--until"))
        words = find_words(load_tables_of(opened), topic) if topic else None
        wanted = Wanted(since=first, until=last, topic=topic, words=words)
        news = News(opened, first, last, with_texts=words is not None)
        brief = make_brief(Counted(news, opened.judged), wanted)
    if as_json:
        print_json({**asdict(brief), "count": len(brief.lines)})
        return
    print(write_html(brief) if form == "html" else write_markdown(brief), end="")


def find_words(knowledge: Knowledge, topic: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a topic by language; ends with 2 where there is none of that name."""
    found = knowledge.topics.get(topic)
    if found is None:
        warn(f'no topic "{topic}"; there are: {", ".join(sorted(knowledge.topics))}')
        raise Exit(USAGE)
    return {language: tuple(words) for language, words in found.words.items()}
