"""A publisher's server on this machine, for tests: what it answers is said path by path."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """Answers what `routes` say, and remembers what it was asked with."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.routes: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.release = threading.Event()  # ends slow answers when the test is over

    def serve(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> None:
        """Answer `path` with `body`; with an etag, 304 to those who have it."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            etag = headers.get("ETag")
            if etag and request.headers.get("If-None-Match") == etag:
                send(request, b"", status=304, ETag=etag)
            else:
                send(request, body, status=status, **headers)

        self.routes[path] = answer


def send(
    request: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str
) -> None:
    """Send an answer with its length."""
    request.send_response(status)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"Content-Length": str(len(body)), **said}.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def open_publisher() -> Iterator[Publisher]:
    """Run a publisher for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.asked.append((self.path, dict(self.headers)))
            answer = publisher.routes.get(self.path.split("?")[0])
            try:
                if answer:
                    answer(self)
                else:
                    send(self, b"gone", status=404)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the one who asked had enough

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher = Publisher(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield publisher
    finally:
        publisher.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
