"""A small S3 store on this machine: lists, heads and gives objects, also pieces of them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

DAY = "2025-04-01T00:00:00.000Z"


class _Handler(BaseHTTPRequestHandler):
    objects: dict[str, bytes]
    asked: list[str]

    def do_HEAD(self) -> None:
        body = self.objects.get(self._path())
        self._answer(404 if body is None else 200, b"", length=len(body or b""))

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            self._answer(200, self._list(query.get("prefix", [""])[0]), kind="application/xml")
            return
        body = self.objects.get(self._path())
        if body is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>", kind="application/xml")
            return
        first, _, last = self.headers.get("Range", "").removeprefix("bytes=").partition("-")
        piece = body[int(first or 0) : int(last) + 1 if last else None]
        self.asked.append(f"{self._path()} {len(piece)}")
        self._answer(206 if first else 200, piece)

    def _path(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _list(self, prefix: str) -> bytes:
        bucket = self._path().rstrip("/")
        keys = [name.removeprefix(f"{bucket}/") for name in sorted(self.objects)
                if name.startswith(f"{bucket}/{prefix}")]  # fmt: skip
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{DAY}</LastModified>"
            f"<Size>{len(self.objects[f'{bucket}/{key}'])}</Size></Contents>"
            for key in keys
        )
        return (
            f"<ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix>"
            f"<KeyCount>{len(keys)}</KeyCount><IsTruncated>false</IsTruncated>{found}"
            "</ListBucketResult>"
        ).encode()

    def _answer(
        self, status: int, body: bytes, *, kind: str = "binary/octet-stream", length: int = -1
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.send_header("Last-Modified", "Tue, 01 Apr 2025 00:00:00 GMT")
        held = self.objects.get(self._path(), b"")
        self.send_header("ETag", f'"{hashlib.sha256(held).hexdigest()[:32]}"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(objects: dict[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Give the address of a store with `objects` (by `bucket/key`), and what was read from it."""
    asked: list[str] = []
    handler = type("Handler", (_Handler,), {"objects": objects, "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()
