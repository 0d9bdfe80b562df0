"""What pages show that is long in the making, kept as a file in the folder of its build.

`built/<id>/.variants.kept`: made from the build alone, so it can be deleted at any time, and goes
with the build. It is no part of what was built: checksums leave it out, and nothing else reads it.
The first line says by what it was made and holds a hash of the rest; what does not fit is made again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

from onrecord.record.codec import describe_shape, from_plain, to_plain
from onrecord.record.folder import write_beside

_LEVEL = 1


def load_kept(build: Path, name: str, kind: Any, *, stamp: str) -> Any:
    """Return what `save_kept` wrote with the same stamp, None where there is no such thing."""
    try:
        head, _, body = _path(build, name).read_bytes().partition(b"\n")
        if head != _head(build, kind, stamp, body):
            return None
        return from_plain(kind)(json.loads(gzip.decompress(body)))
    except (OSError, EOFError, zlib.error):
        return None


def save_kept(build: Path, name: str, kind: Any, made: Any, *, stamp: str) -> bool:
    """Keep a thing of type `kind`; False where the folder cannot be written to."""
    said = json.dumps(to_plain(kind)(made), ensure_ascii=False, separators=(",", ":"))
    body = gzip.compress(said.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)
    try:
        write_beside(_path(build, name), _head(build, kind, stamp, body) + b"\n" + body)
    except OSError:
        return False
    return True


def _path(build: Path, name: str) -> Path:
    return build / f".{name}.kept"


def _head(build: Path, kind: Any, stamp: str, body: bytes) -> bytes:
    by = hashlib.sha256("\0".join((build.name, stamp, describe_shape(kind))).encode()).hexdigest()
    return f"{by[:16]} {hashlib.sha256(body).hexdigest()}".encode()
