"""The application served to a real browser, in a thread of this process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from onrecord.cli.options import read_clock
from onrecord.web import Options, make_app

HOST = "127.0.0.1"
BOOT_SECONDS = 20


@contextmanager
def serve(record: Path, *, at: int = 0, **given: object) -> Iterator[str]:
    """Give the address of the application over a record, until the block is left; `at` is a port."""
    port = at or find_port()
    options = Options(record=record, port=port, clock=read_clock, **given)  # type: ignore[arg-type]
    config = uvicorn.Config(
        make_app(options), host=HOST, port=port, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + BOOT_SECONDS
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError("the server did not start")
        time.sleep(0.02)
    try:
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join(BOOT_SECONDS)


def find_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        port: int = held.getsockname()[1]
    return port
