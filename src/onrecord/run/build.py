"""Build a record: meet the sources, read what is new, put a new database in place."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import Problem, RecordError
from onrecord.record.captures import CaptureStore
from onrecord.record.codec import describe_shape
from onrecord.record.folder import (
    RecordFolder,
    RecordSettings,
    load_settings,
    refuse_lost_settings,
    remove_leftovers,
    seal_settings,
    write_settings,
)
from onrecord.record.lock import hold_lock
from onrecord.record.only import Only
from onrecord.record.reviews import read_log
from onrecord.record.sums import find_changed
from onrecord.record.watched import Watched
from onrecord.run.assemble import Assembly, load_readings, make_missing, write_build
from onrecord.run.choosing import Chooser
from onrecord.run.engines import Engine, EngineKind, open_crew, refuse_missing
from onrecord.run.keyed import open_carry
from onrecord.run.losses import find_losses
from onrecord.run.meeting import Met, Sources, meet_sources
from onrecord.run.parts import DamagedPartError, PartFolder, remove_other_methods
from onrecord.run.reading import Desk, read_captures
from onrecord.run.readings import Reading
from onrecord.run.shards import OpenStep, open_shard_step
from onrecord.run.tables import load_record_tables
from onrecord.run.versions import READING, hash_code, list_models
from onrecord.sources import find_places


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What to build. `pack` None means the record's own, or the default for a new record."""

    record: Path
    patterns: tuple[str, ...] = ()
    pack: str | None = None
    as_of: date | None = None
    workers: int = 1
    engine: Engine | None = None  # where none is named a pool of `workers`; for one, this process
    open_step: OpenStep = open_shard_step
    only: Only = Only()
    forgets_only: bool = False  # what was asked before does not count any more
    again: bool = False  # read also the sources that look as they did when they were met


class Progress:
    """Hears how far a build is. This one says nothing; the command line has one that shows it."""

    def met(self, captures: int) -> None:
        """Hear how many captures were met so far."""

    def begin(self, captures: int, *, known: int) -> None:
        """Hear how many captures are to be read, and how many were read before."""

    def advance(self, captures: int) -> None:
        """Hear that some more were read."""

    def assemble(self) -> None:
        """Hear that all are read and the database is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    build_id: str
    captures: int
    new: int  # captures met for the first time
    read: int  # captures read in this run; the others were read before
    unreadable: tuple[str, ...]  # what is wrong with each source that could not be read
    left_out: Mapping[str, int]  # how many documents were met and not taken, by reason
    is_unchanged: bool
    seconds: float


def build_record(options: BuildOptions, *, now: datetime, progress: Progress) -> Built:
    """Build the record and return what was done. Raises LockedError when a build is going on."""
    began = time.monotonic()
    engine = options.engine or _choose_engine(options.workers)
    refuse_missing(engine.kind)
    folder = RecordFolder(options.record)
    _refuse_slips(folder, options)
    _make_folder(folder)
    with hold_lock(folder.path, now=now), open_crew(engine) as crew:
        remove_leftovers(folder.path, folder.captures, *folder.captures.glob("??"))
        settings = _settle(folder, options)
        # before writing: an unknown pack or topic changes nothing
        knowledge = load_record_tables(folder, settings)
        Chooser(settings.only, knowledge)
        write_settings(folder, settings)
        store = CaptureStore(folder.captures)
        known, lost = len(store), find_losses(folder, store)
        patterns = options.patterns or settings.sources
        sources = Sources(patterns=patterns, settings=settings, now=now, again=options.again)
        met = meet_sources(store, folder, sources, knowledge, hear=progress.met)
        parts = PartFolder(path=folder.parts / name_method(knowledge))
        remove_leftovers(parts.path)
        entries = store.entries()
        if not entries and not met.problems:
            raise RecordError(f"{folder.path}: {_explain_nothing(met, settings)}")
        read_waiting = partial(
            read_captures,
            entries,
            Desk(
                knowledge=knowledge,
                captures=folder.captures,
                parts=parts,
                open_step=options.open_step,
            ),
            engine=engine,
            crew=crew,
            progress=progress,
        )
        read = read_waiting()
        progress.assemble()
        assembly = Assembly(
            folder=folder,
            knowledge=knowledge,
            entries=tuple(entries),
            parts=parts,
            problems=met.problems,
            as_of=options.as_of,
            meetings=store.meetings,
            only=settings.only.describe(),
            left_out=met.left_out,
            carry=open_carry(engine, crew),
            crew=crew,
        )
        build_id = _name_build(assembly)
        is_unchanged = _is_built(folder, build_id)
        if not is_unchanged:
            try:
                _write(assembly, build_id)
            except DamagedPartError:
                read += read_waiting()
                _write(assembly, build_id)
        write_settings(folder, _pin(settings, knowledge))
        remove_other_methods(folder.parts, parts)
    return Built(
        build_id=build_id,
        captures=len(entries),
        new=len(store) - known,
        read=read,
        unreadable=(*(p.message for p in met.problems), *_list_faults(folder), *lost),
        left_out=met.left_out,
        is_unchanged=is_unchanged,
        seconds=time.monotonic() - began,
    )


def _write(assembly: Assembly, build_id: str) -> None:
    """Write the build. Raises DamagedPartError; by then all parts that cannot be read count as not done."""
    readings = load_readings(assembly)
    try:
        write_build(assembly, readings, build_id)
    except DamagedPartError:
        with suppress(DamagedPartError):  # the one that was met and all others
            make_missing(assembly, readings, looks=True)
        raise


def _choose_engine(workers: int) -> Engine:
    return Engine(workers=workers) if workers > 1 else Engine(kind=EngineKind.SERIAL)


def _is_built(folder: RecordFolder, build_id: str) -> bool:
    """Is this the build that is read, and whole? A damaged one is made again."""
    build = folder.find_build()
    return build is not None and build.name == build_id and not find_changed(build)


def _list_faults(folder: RecordFolder) -> list[str]:
    """Return what is wrong with the log of reviews, and what that means."""
    return [
        f"{fault}; decisions from this line on do not count: put the log back from a copy"
        for fault in read_log(folder.reviews).faults
    ]


def _explain_nothing(met: Met | None, settings: RecordSettings) -> str:
    """Return why there is nothing to build from."""
    if met is None or not met.left_out:
        return "nothing to build from; name files or folders"
    counts = ", ".join(f"{number} by {reason}" for reason, number in met.left_out.items())
    return (
        f"nothing that was met fits {settings.only.describe()} (left out: {counts}); ask for more"
    )


def _holds_captures(folder: RecordFolder) -> bool:
    return next(folder.captures.glob("??"), None) is not None


def _refuse_slips(folder: RecordFolder, options: BuildOptions) -> None:
    """Raise RecordError for what cannot be built from or with, before a new record has a folder."""
    if not _holds_captures(folder):
        _refuse_missing(options.patterns)
    _refuse_other(folder)
    if folder.path.exists():
        return
    settings = _settle(folder, options)
    if not settings.sources:
        raise RecordError(f"{folder.path}: {_explain_nothing(None, settings)}")
    Chooser(settings.only, load_record_tables(folder, settings))


def _refuse_missing(patterns: Sequence[str]) -> None:
    """Raise RecordError where nothing named holds a file: a slip must not leave an empty record."""
    missing: list[str] = []
    for found in find_places(patterns):
        if not isinstance(found, Problem):
            return
        missing.append(found.message)
    if patterns:
        raise RecordError(
            "; ".join(missing) or f"{', '.join(patterns)}: no file there to build from"
        )


def _refuse_other(folder: RecordFolder) -> None:
    """Raise RecordError where a folder holds files and is no record: a pile, named in its place."""
    if folder.settings_path.exists() or folder.captures.exists() or not folder.path.is_dir():
        return
    own = (folder.reviews, folder.current)  # may lie there before the first build
    files = (p for p in sorted(folder.path.iterdir()) if p.is_file() and p not in own)
    other = next((p for p in files if not p.name.startswith(".")), None)
    if other is not None:
        raise RecordError(
            f"{folder.path}: holds {other.name} and is no record; name another folder with -r"
        )


def _make_folder(folder: RecordFolder) -> None:
    try:
        for path in (folder.path, folder.captures, folder.series, folder.parts, folder.built):
            path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise RecordError(
            f"{error.filename}: a file, not a folder; name another with -r"
        ) from error
    except PermissionError as error:
        raise RecordError(
            f"{error.filename}: no permission to write there; give it, or name another folder "
            "with -r"
        ) from error
    folder.reviews.touch(exist_ok=True)


def _settle(folder: RecordFolder, options: BuildOptions) -> RecordSettings:
    """Return the record's settings with what this build adds to them."""
    refuse_lost_settings(folder, options.pack)
    held = load_settings(folder)
    sources = held.sources if held else ()
    pack = options.pack or (held.pack if held else DEFAULT_PACK)
    return RecordSettings(
        sources=tuple(dict.fromkeys((*sources, *options.patterns))),
        pack=_settle_pack(pack),
        pins=held.pins if held else {},
        only=(held.only if held and not options.forgets_only else Only()).merge(options.only),
        watch=held.watch if held else Watched(),
    )


def _settle_pack(pack: str) -> str:
    """Return a pack's name, or the whole path of its folder."""
    folder = Path(pack)
    return str(folder.absolute()) if (folder / "pack.yml").is_file() else pack


def _pin(settings: RecordSettings, knowledge: Knowledge) -> RecordSettings:
    from onrecord import __version__

    pins = {f"pack {info.name}": info.version for info in knowledge.packs}
    pins |= {f"model {name}": version for name, version in list_models().items()}
    pins |= {"onrecord": __version__, "tables": knowledge.table_hash}
    return seal_settings(replace(settings, pins=pins))


def name_method(knowledge: Knowledge) -> str:
    """Return the name of the parts that code, tables and models of this moment make."""
    models = ",".join(f"{name}={version}" for name, version in sorted(list_models().items()))
    return _hash(hash_code(READING), knowledge.table_hash, models, describe_shape(Reading))


def _name_build(assembly: Assembly) -> str:
    """Return the build's id: the same captures, reviews, code, tables and day give the same one."""
    reviewed = read_log(assembly.folder.reviews).last_hash
    keys = [entry.key for entry in assembly.entries]
    problems = [problem.id for problem in assembly.problems]
    chosen = [assembly.only, str(dict(assembly.left_out))] if assembly.only else []
    return _hash(
        hash_code(),
        assembly.parts.path.name,
        str(assembly.as_of),
        reviewed,
        *sorted(keys),
        "",
        *problems,
        *chosen,
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
