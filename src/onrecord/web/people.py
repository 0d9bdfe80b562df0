"""Who may open a record that several people share: names, roles and passwords, and their sessions.

The password file has a line for each person: `name:role:hash`, the hash made by Argon2. A session
is a cookie that the server signed with a key of this start; nothing is kept of it on disk.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.requests import HTTPConnection

from onrecord.model import OnrecordError

READER, REVIEWER = "reader", "reviewer"
ROLES = (READER, REVIEWER)
COOKIE = "onrecord-session"
HOURS = 12
SHORTEST = 12  # characters of a password
MOST_LETTERS = 64  # of a name


class PasswordFileError(OnrecordError):
    """A password file that cannot be used; the message names the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may read, and as a reviewer decide."""

    name: str
    role: str = REVIEWER
    password: str = field(default="", repr=False)  # its hash

    @property
    def may_write(self) -> bool:
        """Does this role take decisions?"""
        return self.role == REVIEWER


def load_people(path: Path) -> Mapping[str, Person]:
    """Return the people of a password file by name. Raises PasswordFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileError(f"{path}: cannot be read ({error})") from error
    people: dict[str, Person] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        person = _read_person(line, f"{path}:{number}")
        if person.name in people:
            raise PasswordFileError(f"{path}:{number}: {person.name} stands here twice")
        people[person.name] = person
    if not people:
        raise PasswordFileError(f"{path}: nobody stands in it; add one with --add-person NAME:ROLE")
    return MappingProxyType(people)


def make_line(name: str, role: str, password: str) -> str:
    """Return the line of a password file. Raises PasswordFileError for what cannot stand in it."""
    if not name or len(name) > MOST_LETTERS or not all(c.isalnum() or c in " .-_'" for c in name):
        raise PasswordFileError(f'"{name}" is no name here: letters, digits, blanks and .-_\'')
    if role not in ROLES:
        raise PasswordFileError(f'"{role}" is no role; there are: {", ".join(ROLES)}')
    if len(password) < SHORTEST:
        raise PasswordFileError(f"a password has {SHORTEST} characters or more")
    return f"{name}:{role}:{PasswordHasher().hash(password)}\n"


def is_password_of(person: Person | None, password: str, stand_in: str) -> bool:
    """Is this the person's password? Takes as long where nobody goes by the name: `stand_in` is a hash."""
    hasher = PasswordHasher()
    try:
        hasher.verify(person.password if person else stand_in, password)
    except (VerificationError, InvalidHashError):
        return False
    return person is not None


class Sessions:
    """Signs and reads session cookies; those of an earlier start are worth nothing."""

    def __init__(self, people: Mapping[str, Person], clock: Callable[[], float]) -> None:
        self.people = people
        self.stand_in = PasswordHasher().hash(secrets.token_urlsafe())
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._ended: dict[str, float] = {}

    def begin(self, name: str) -> str:
        """Return the cookie of a session that begins now."""
        until = int(self._clock()) + HOURS * 3600
        said = f"{_encode(name.encode())}.{until}.{secrets.token_urlsafe(8)}"
        return f"{said}.{self._sign(said)}"

    def read(self, cookie: str) -> Person | None:
        """Return whose session it is, None when it is not ours, has ended, or its person is gone."""
        said, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(self._sign(said).encode(), signature.encode()):
            return None
        name, until, _ = said.split(".")
        if int(until) <= self._clock() or cookie in self._ended:
            return None
        return self.people.get(_decode(name))

    def end(self, cookie: str) -> None:
        """Let a session end before its time."""
        now = self._clock()
        self._ended = {held: at for held, at in self._ended.items() if now - at < HOURS * 3600}
        if self.read(cookie) is not None:
            self._ended[cookie] = now

    def _sign(self, said: str) -> str:
        return _encode(hmac.new(self._key, said.encode(), hashlib.sha256).digest())


def find_person(request: HTTPConnection) -> Person:
    """Return who asks: whose session it is, on one's own machine the reviewer it was started for."""
    person = request.scope.get("onrecord.person")
    if isinstance(person, Person):
        return person
    return Person(name=request.app.state.options.reviewer)


def _read_person(line: str, place: str) -> Person:
    parts = line.strip().split(":", 2)
    if len(parts) != 3 or not parts[2].startswith("$argon2"):
        raise PasswordFileError(
            f"{place}: a line is name:role:hash, the hash made by Argon2 (--add-person writes it)"
        )
    name, role, password = parts
    if role not in ROLES:
        raise PasswordFileError(f'{place}: "{role}" is no role; there are: {", ".join(ROLES)}')
    return Person(name=name, role=role, password=password)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
