"""A child process that does the items of a step, for engines whose own processes must not die of one.

Its parent hands items and results on as bytes and understands neither. It is started as a program
of its own and not by `multiprocessing`: that would run the main module of the engine's process again.

    python -m onrecord.run.children FILE_DESCRIPTOR
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection

from onrecord.run.crews import GRACE_SECONDS, serve_items

# What Python needs to find what this process finds, before anything else is understood.
_PATH = "PYTHONPATH"


class ChildDiedError(Exception):
    """The child ended in the midst of an item. `code` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.code = code


class Child:
    """One child process. `work` is a pickled `crews.Work`."""

    def __init__(self, work: bytes) -> None:
        here, there = socket.socketpair()
        with there:
            os.set_inheritable(there.fileno(), True)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "onrecord.run.children", str(there.fileno())],
                pass_fds=(there.fileno(),),
                env={**os.environ, _PATH: os.pathsep.join(filter(None, sys.path))},
            )
        self._pipe = Connection(here.detach())
        self._send(work)

    def do(self, item: bytes) -> bytes:
        """Return the pickled result of a pickled item. Raises ChildDiedError."""
        self._send(item)
        try:
            return self._pipe.recv_bytes()
        except (EOFError, ConnectionResetError) as error:
            raise ChildDiedError(self.close()) from error

    def close(self) -> int:
        """Let the child end; return its exit code."""
        self._pipe.close()
        try:
            return self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _send(self, some: bytes) -> None:
        try:
            self._pipe.send_bytes(some)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise ChildDiedError(self.close()) from error


def main(words: list[str]) -> None:
    """Do the items that come by a file descriptor, until its other end is closed."""
    serve_items(Connection(int(words[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
