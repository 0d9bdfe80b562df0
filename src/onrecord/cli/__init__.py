"""The command line: one module per command, loaded when it is called."""

from onrecord.cli.commands import main

__all__ = ["main"]
