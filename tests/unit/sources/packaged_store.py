"""A store of a package (moto) on this machine, in an environment of its own: `make store-ready`."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

SERVER = Path(__file__).parents[2] / "store" / ".venv" / "bin" / "moto_server"
PATIENCE = 30.0  # seconds until it listens
# It asks for a key, and looks at no signature.
KEY = "AWS4-HMAC-SHA256 Credential=name/20250401/us-east-1/s3/aws4_request, Signature=none"
HEADERS = {"Authorization": KEY, "Content-Type": "application/octet-stream"}


@contextmanager
def serve_packaged(objects: Mapping[str, bytes]) -> Iterator[str]:
    """Give the address of a store with these objects, by bucket and key."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(SERVER), "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(address, server)
            for bucket in sorted({place.partition("/")[0] for place in objects}):
                _put(f"{address}/{bucket}", b"")
            for place, body in objects.items():
                _put(f"{address}/{quote(place)}", body)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{address}/moto-api/", timeout=PATIENCE):
                return
        except URLError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def _put(url: str, body: bytes) -> None:
    with urlopen(Request(url, data=body, method="PUT", headers=HEADERS), timeout=PATIENCE):
        pass
