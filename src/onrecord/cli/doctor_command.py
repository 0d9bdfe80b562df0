"""`onrecord doctor`: is all there that the program needs?"""

from __future__ import annotations

import sys

import click

from onrecord.cli.exits import FINDINGS, Exit
from onrecord.cli.options import json_option


@click.command("doctor")
@click.option("--install", "language", metavar="LANGUAGE", help="Fetch the model for a language.")
@json_option
def command(*, language: str | None, as_json: bool) -> None:
    """Say which versions, language models and packs are there, and how to get what is missing.

    Ends with 1 when something is missing that the program needs.
    """
    from onrecord.cli.output import print_json
    from onrecord.run.doctor import install_model, look_at_installation

    if language:
        print(f"installed: {install_model(language)}", file=sys.stderr)
    symptoms = look_at_installation()
    if as_json:
        print_json(
            {
                "installation": [
                    {"name": s.name, "found": s.found, "remedy": s.remedy, "needed": s.is_needed}
                    for s in symptoms
                ]
            }
        )
    else:
        width = max(len(symptom.name) for symptom in symptoms)
        for symptom in symptoms:
            print(f"{symptom.name:<{width}}  {symptom.found}")
            if symptom.remedy:
                print(f"{'':<{width}}  to mend it: {symptom.remedy}")
    if any(symptom.remedy and symptom.is_needed for symptom in symptoms):
        raise Exit(FINDINGS)
