"""Annotated → statements: words that a text puts in somebody's mouth."""

from onrecord.extract.statements.reading import read_statements

__all__ = ["read_statements"]
