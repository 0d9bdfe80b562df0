"""What programs take: CPU seconds and memory, of all processes together and of the largest."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

TICK_SECONDS = 1.0  # looking takes time, the more the larger a process is
FIRST_TIME, AFTER_TIMES = 11, 15  # utime, stime, cutime, cstime of proc(5), behind the name
FINE = (0, 3)  # 3: some input could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one command took, with the processes that it started."""

    seconds: float
    cpu: float  # CPU seconds of all its processes
    largest_mib: float  # of its largest process
    all_mib: float  # most of all its processes together, seen now and then
    stdout: str


@dataclass
class Memory:
    """The largest memory that a process and its children took together, seen now and then."""

    process: int = field(default_factory=os.getpid)
    peak: int = 0
    spent: float = 0.0  # CPU seconds of the looking itself
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look until it is stopped."""
        while not self.stopped.wait(TICK_SECONDS):
            self.peak = max(self.peak, sum(read_resident(one) for one in list_tree(self.process)))
            self.spent = time.thread_time()


def run_measured(words: Sequence[str]) -> Usage:
    """Run a command of Python to its end and return what it took; exit where it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen([sys.executable, *words], stdout=out, stderr=err)
        memory = Memory(process=process.pid)
        watcher = threading.Thread(target=memory.watch, daemon=True)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.stopped.set()
        watcher.join()
        out.seek(0)
        err.seek(0)
        if process.returncode not in FINE:
            sys.exit(f"{' '.join(words[:3])} failed with {process.returncode}:\n{err.read()}")
        return Usage(
            seconds=seconds,
            cpu=used.ru_utime + used.ru_stime,
            largest_mib=used.ru_maxrss / 1024,
            all_mib=memory.peak / 2**20,
            stdout=out.read(),
        )


def list_tree(process: int) -> list[int]:
    """Return a process and those that it started."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return [process]
    return [process, *(one for child in told.split() for one in list_tree(int(child)))]


def read_resident(process: int) -> int:
    """Return the bytes of memory that a process alone takes, and its part of what several take."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.M)
    return int(found[1]) * 1024 if found else 0


def read_cpu() -> float:
    """Return the CPU seconds of this process and of all that it started, also of those that live."""
    times = os.times()
    ended = times.children_user + times.children_system
    return times.user + times.system + ended + sum(map(read_living, list_tree(os.getpid())[1:]))


def read_living(process: int) -> float:
    """Return the CPU seconds of a process so far, and of those of its children that ended."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0.0
    fields = told.rpartition(")")[2].split()  # behind the name, which may hold anything
    return sum(map(int, fields[FIRST_TIME:AFTER_TIMES])) / os.sysconf("SC_CLK_TCK")


def measure_folder(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
