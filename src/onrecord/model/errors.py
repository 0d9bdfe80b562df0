"""Errors a user can act on: each names the thing and the remedy."""

from __future__ import annotations


class OnrecordError(Exception):
    """The family of errors that Onrecord raises on purpose."""


class SourceError(OnrecordError):
    """Something that should be read as input cannot be read."""


class TableError(OnrecordError):
    """A pack's table is wrong; the message names file and line."""


class SpanError(OnrecordError):
    """The words are not where the offsets say."""


class RecordError(OnrecordError):
    """A record cannot be opened, built or searched."""


class LockedError(RecordError):
    """Another build holds the record."""


class ModelMissingError(OnrecordError):
    """No installed language model reads this language."""


class NotFoundError(OnrecordError):
    """No row of the record has this id."""
