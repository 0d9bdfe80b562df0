"""spaCy loaded without its own commands, for which it needs a third of its time to load.

`import spacy` imports the module of `spacy info`, and with it all of spaCy's command line: a web
client, a form for passwords, a runner of projects. Nothing here uses them. They are stood in for
while spaCy is loaded; who asks for `spacy.cli` afterwards gets the real one.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

COMMANDS = "spacy.cli"
INFO = "spacy.cli.info"


def load_spacy() -> None:
    """Load spaCy, if it is not loaded yet."""
    if "spacy" in sys.modules:
        return
    stands = {name: ModuleType(name) for name in (COMMANDS, INFO)}
    stands[COMMANDS].__dict__["__path__"] = []
    stands[INFO].__dict__["info"] = tell_info
    sys.modules.update(stands)
    try:
        import_module("spacy")
    finally:
        for name in stands:
            sys.modules.pop(name)


def tell_info(*words: Any, **named: Any) -> Any:
    """Do what `spacy.info` does."""
    return import_module(INFO).info(*words, **named)
