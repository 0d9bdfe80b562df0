"""The options that say what is taken of a pile."""

from __future__ import annotations

import click

from onrecord.cli.options import DAY, Function

_LISTS = (
    ("language", "CODE", "Take only documents in this language, such as en."),
    ("outlet", "NAME", "Take only those of this outlet: a name or a domain."),
    ("topic", "TOPIC", "Take only those with words of this topic of the pack, such as fentanyl."),
)
_DAYS = (
    ("since", "Take only what can have been published that day or later."),
    ("until", "Take only what can have been published by that day."),
)


def only_options(function: Function) -> Function:
    """Add --only-language, --only-outlet, --only-topic, --since, --until and --forget-only."""
    function = click.option("--forget-only", is_flag=True, help="Take everything again.")(function)
    for name, says in reversed(_DAYS):
        function = click.option(f"--{name}", type=DAY, help=says)(function)
    for name, value, says in reversed(_LISTS):
        function = click.option(f"--only-{name}", name, multiple=True, metavar=value, help=says)(
            function
        )
    return function
