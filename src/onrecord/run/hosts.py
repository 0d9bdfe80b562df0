"""A host: what stands in an engine's process and passes items on to a child process of its own.

What ends the child costs the item and not the engine's process. Knows no engine.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.model import OnrecordError
from onrecord.run.children import Child, ChildDiedError
from onrecord.run.runners import MOST_DEATHS, WorkerDiedError


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the result of an item in whose midst the process died."""

    code: int


@dataclass(frozen=True, slots=True)
class Given:
    """Work that came along."""

    work: bytes

    def __call__(self) -> bytes:
        """Return it."""
        return self.work


class Host:
    """Does pickled items, as many at a time as there are threads. `fetch` gives `Child`'s `work`."""

    def __init__(self, fetch: Callable[[], bytes]) -> None:
        self._fetch = fetch
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._deaths = 0
        self._has_lived = False

    def do(self, items: Iterable[bytes]) -> list[bytes]:
        """Return the pickled results of pickled items: an error of the step is a result too."""
        return [self._do(item) for item in items]

    def _do(self, item: bytes) -> bytes:
        with self._lock:
            child = self._idle.pop() if self._idle else None
            if self._is_hopeless:
                return pickle.dumps(self._give_up("no new one is started"))
        try:
            child = child or Child(self._fetch())
            result = child.do(item)
        except ChildDiedError as error:
            return pickle.dumps(self._note_death(error))
        with self._lock:
            self._has_lived = True
            self._idle.append(child)
        return result

    def _note_death(self, error: ChildDiedError) -> Lost | OnrecordError:
        with self._lock:
            self._deaths += 1
        return self._give_up(str(error)) if self._is_hopeless else Lost(error.code)

    @property
    def _is_hopeless(self) -> bool:
        """Did all children die, and several? Then it is not the items."""
        return not self._has_lived and self._deaths >= MOST_DEATHS

    def _give_up(self, why: str) -> WorkerDiedError:
        return WorkerDiedError(
            f"{self._deaths} processes ended without a result ({why}); what they said stands "
            "above or in the engine's logs; `onrecord doctor` looks at the installation"
        )

    def close(self) -> None:
        """Let the children end."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.close()

    def __del__(self) -> None:
        self.close()
