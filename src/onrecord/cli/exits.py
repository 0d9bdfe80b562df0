"""Exit codes, and how a command ends with one."""

from __future__ import annotations

import sys

FINE, FINDINGS, USAGE, UNREADABLE, INTEGRITY, INTERRUPTED = 0, 1, 2, 3, 4, 130


class Exit(Exception):  # noqa: N818
    """End the command with a code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def fail(message: str, code: int = USAGE) -> int:
    """Say in one line what is wrong and return the exit code."""
    print(f"onrecord: {message}", file=sys.stderr)
    return code
