"""Objects of an S3 store, named as `s3://bucket/key`: found by key, folder or glob, read as streams.

Who one is and where the store is say the names that all its programs read: `AWS_ACCESS_KEY_ID`
and its like or a profile, `AWS_REGION`, `AWS_ENDPOINT_URL` for a store of another maker, and
`AWS_NO_SIGN_REQUEST` for public ones.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from onrecord.model import Problem, SourceError
from onrecord.sources.files import make_problem

SCHEME = "s3://"
# One request each: fewer of them count for more than what is fetched and not read.
_BUFFER_BYTES = 4 * 1024 * 1024
_CONNECT_SECONDS = 10
_REQUEST_SECONDS = 60
_GLOB = re.compile(r"\*\*/?|\*|\?|\[!?[^]]+\]")
_GLOB_SIGNS = re.compile(r"[*?[]")
_YES = ("1", "true", "yes")


def is_object(pattern: str) -> bool:
    """Does `pattern` name objects of a store?"""
    return pattern.startswith(SCHEME)


def find_objects(pattern: str) -> Iterator[str | Problem]:
    """Yield the addresses that `pattern` names, sorted: a key, all under a folder, or a glob."""
    bucket, _, key = pattern.removeprefix(SCHEME).partition("/")
    if not bucket or "@" in bucket or _GLOB_SIGNS.search(bucket):
        yield make_problem(
            _hide_key(pattern),
            f"{_hide_key(pattern)}: write it as s3://bucket/key; keys to the store come from the "
            "environment (AWS_ACCESS_KEY_ID), never from the address",
        )
        return
    try:
        keys = _list_keys(bucket, key)
    except OSError as error:
        yield make_problem(pattern, f"{pattern} cannot be looked at ({_shorten(error)}); {_REMEDY}")
        return
    if not keys:
        yield make_problem(pattern, f"nothing matches {pattern}; check the address")
    yield from (f"{SCHEME}{found}" for found in keys)


def open_object(address: str) -> io.BufferedReader:
    """Return the bytes of an object as a stream that can be sought in. Raises SourceError."""
    path = address.removeprefix(SCHEME)
    try:
        return io.BufferedReader(_Object(_store_of(path).open_input_file(path)), _BUFFER_BYTES)
    except OSError as error:
        raise SourceError(f"cannot be read ({_shorten(error)}); {_REMEDY}") from error


def read_etag(address: str) -> str:
    """Return the size and the etag of an object, "" where its store gives none."""
    path = address.removeprefix(SCHEME)
    try:
        with _store_of(path).open_input_file(path) as held:
            said = {name.casefold(): value for name, value in held.metadata().items()}
            etag = said.get("etag", b"").decode("latin-1")
            return f"{held.size()} {etag}" if etag else ""
    except OSError:
        return ""


_REMEDY = "check the address, AWS_REGION or AWS_ENDPOINT_URL, and that you may read it"


class _Object(io.RawIOBase):
    """An object of the store as Python's own streams have it; what fails names the cause in a line."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._inner.seek(offset, whence)
        return self.tell()

    def tell(self) -> int:
        place: int = self._inner.tell()
        return place

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        try:
            piece = self._inner.read(len(room))
        except OSError as error:
            raise SourceError(
                f"cannot be read to its end ({_shorten(error)}); try again"
            ) from error
        room[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _list_keys(bucket: str, key: str) -> list[str]:
    """Return `bucket/key` of each object that `key` names."""
    from pyarrow.fs import FileSelector, FileType

    store = _store_of(bucket)
    at = _GLOB_SIGNS.search(key)
    if at is None and key and not key.endswith("/"):
        (info,) = store.get_file_info([f"{bucket}/{key}"])
        if info.type is FileType.File:
            return [str(info.path)]
    folder = key if at is None else key[: key.rfind("/", 0, at.start()) + 1]
    root = f"{bucket}/{folder}".rstrip("/")
    infos = store.get_file_info(FileSelector(root, recursive=True, allow_not_found=True))
    paths = sorted(str(info.path) for info in infos if info.type is FileType.File)
    if at is not None:
        fits = compile_glob(f"{bucket}/{key}")
        return [path for path in paths if fits.fullmatch(path)]
    # as in folders: what begins with a dot is not read unless it was named
    return [p for p in paths if "/." not in p.removeprefix(root)]


def compile_glob(pattern: str) -> re.Pattern[str]:
    """Return a glob as a regular expression: `*` stays within a folder, `**` does not."""
    pieces, at = [], 0
    for sign in _GLOB.finditer(pattern):
        pieces.append(re.escape(pattern[at : sign.start()]))
        pieces.append(_translate(sign.group()))
        at = sign.end()
    pieces.append(re.escape(pattern[at:]))
    return re.compile("".join(pieces), re.DOTALL)


def _translate(sign: str) -> str:
    if sign.startswith("["):
        inner = sign[1:-1].replace("\\", r"\\")
        return f"[{'^' + inner[1:] if inner.startswith('!') else inner}]"
    return {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}[sign]


def _store_of(path: str) -> Any:
    return _open_store(path.partition("/")[0], *read_store_settings(os.environ))


def read_store_settings(environment: Mapping[str, str]) -> tuple[str | None, str | None, bool]:
    """Return endpoint, region, and whether requests go unsigned, as the environment has them."""
    return (
        environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL") or None,
        environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or None,
        environment.get("AWS_NO_SIGN_REQUEST", "").lower() in _YES,
    )


@lru_cache(maxsize=8)
def _open_store(bucket: str, endpoint: str | None, region: str | None, is_anonymous: bool) -> Any:
    """Return the store that holds a bucket. A connection costs a second: it is kept."""
    from pyarrow.fs import S3FileSystem, resolve_s3_region

    options: dict[str, Any] = {
        "anonymous": is_anonymous,
        "connect_timeout": _CONNECT_SECONDS,
        "request_timeout": _REQUEST_SECONDS,
    }
    if endpoint is not None:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        options |= {"scheme": parts.scheme, "endpoint_override": parts.netloc}
    elif region is None:
        region = resolve_s3_region(bucket)
    return S3FileSystem(region=region or "us-east-1", **options)


def _shorten(error: OSError) -> str:
    """Return the cause alone: the store's own messages are long, and name its code's lines."""
    said = " ".join(str(error.strerror or error).split())
    found = re.search(r"AWS Error ([A-Z_]+)", said)
    return found.group(1).lower().replace("_", " ") if found else said[:120]


def _hide_key(pattern: str) -> str:
    return re.sub(r"//[^/]*@", "//…@", pattern)
