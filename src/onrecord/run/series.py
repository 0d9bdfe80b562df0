"""Import official files: read whole, held against what is there, added as a vintage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.knowledge.countries import Country, load_countries
from onrecord.knowledge.kinds import Feed, Kind, Target, load_feeds, load_kind, load_kinds
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.series import (
    SeriesRow,
    find_series_files,
    load_observations,
    load_series_rows,
)
from onrecord.model import LockedError, Observation, SourceError, TableError
from onrecord.record.lock import hold_lock
from onrecord.sources.series import (
    OfficialFile,
    SeriesFolder,
    Snapshot,
    Vintage,
    Wanted,
    check_scale,
    clean_words,
    find_file_date,
    plan_vintage,
    read_observations,
    read_sheet,
)
from onrecord.sources.series.vintages import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables that importing needs; they load also while a series has no file yet."""

    folders: tuple[Path, ...]
    kinds: dict[str, Kind]
    feeds: dict[str, Feed]
    rows: dict[str, SeriesRow]
    countries: dict[str, Country]
    held: dict[str, list[Observation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How a file is to be read.

    `series`, `where`, `dimension` and `value` are for kinds that are for any series.
    """

    kind: str
    as_of: date | None = None
    released: date | None = None
    series: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    dimension: str | None = None
    value: str | None = None
    accepts_scale: bool = False
    is_trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """What an import did."""

    source: str
    kind: str
    as_of: date
    dated: str  # how the day is known: "given", "file", "today"
    rows: int  # values that the file has for the series
    vintage: Vintage
    snapshot: Snapshot | None


def load_tables(pack: str | Path) -> Tables:
    """Return the tables of a pack and of those that it requires."""
    folders = list_folders(pack)
    kinds = load_kinds(folders)
    rows = load_series_rows(folders)
    held: dict[str, list[Observation]] = {}
    for series_id, files in find_series_files(folders, rows).items():
        for file in files:
            for observation in load_observations(rows[series_id], file):
                held.setdefault(observation.series_id, []).append(observation)
    for observations in held.values():
        observations.sort(key=lambda o: o.as_of)
    return Tables(
        folders=tuple(folders),
        kinds=kinds,
        feeds=load_feeds(folders, kinds),
        rows=rows,
        countries=load_countries(folders),
        held=held,
    )


def import_file(
    file: OfficialFile,
    options: ImportOptions,
    folder: SeriesFolder,
    tables: Tables,
    *,
    now: datetime,
) -> Imports:
    """Read a file whole, then add its vintage to the folder. Raises SourceError and adds nothing."""
    kind = _find_kind(options.kind, tables)
    wanted, kind = _choose_series(kind, options, tables)
    sheet = read_sheet(file, kind)
    as_of, dated = _find_day(options, find_file_date(file, sheet, kind), now.date(), file.name)
    found = read_observations(sheet, kind, wanted, known_by=as_of, countries=tables.countries)
    if not found:
        names = ", ".join(want.row.id for want in wanted)
        raise SourceError(f"{file.name}: no row for {names}; is it the right file and kind?")
    if not options.accepts_scale:
        check_scale(found, tables.held, file.name)
    provenance = Provenance(
        released=options.released,
        retrieved=max(as_of, options.released or as_of),
        carrier=_name_carrier(file, kind),
    )
    vintage = plan_vintage(found, tables.held, provenance)
    snapshot = None
    if not options.is_trial:
        if not folder.is_pack:
            folder.make()
        snapshot = _write(folder, file, _make_snapshot(file, kind, as_of, now), vintage, now=now)
    return Imports(
        source=file.name,
        kind=kind.id,
        as_of=as_of,
        dated=dated,
        rows=len(found),
        vintage=vintage,
        snapshot=snapshot,
    )


def _write(
    folder: SeriesFolder, file: OfficialFile, snapshot: Snapshot, vintage: Vintage, *, now: datetime
) -> Snapshot:
    """Keep the file and add its values; one import at a time, so that no row is lost."""
    snapshots = folder.index_path.parent
    snapshots.mkdir(parents=True, exist_ok=True)
    try:
        with hold_lock(snapshots, now=now):
            kept = folder.add_snapshot(snapshot, file.body)
            folder.add_observations(vintage.added)
    except LockedError as error:
        raise LockedError(f"{folder.path}: another import is going on; wait for it") from error
    return kept


def _find_kind(name: str, tables: Tables) -> Kind:
    """Return the kind of that id, or the one that the YAML file of that name holds."""
    if name in tables.kinds:
        return tables.kinds[name]
    if Path(name).suffix in (".yml", ".yaml") and Path(name).is_file():
        return load_kind(Path(name))
    raise TableError(
        f'no kind "{name}"; `onrecord series kinds` lists them, or name a YAML file that says how '
        "the file is read"
    )


def _choose_series(kind: Kind, options: ImportOptions, tables: Tables) -> tuple[list[Wanted], Kind]:
    """Return the series that the file is for; a kind that is for any takes the one named."""
    if options.series:
        kind = _aim_kind(kind, options)
    if not kind.series:
        raise TableError(f"kind {kind.id} is for any series; name it with --series")
    for target in kind.series:
        if target.series not in tables.rows:
            raise TableError(
                f'no series "{target.series}"; describe it in a row of series.yml in the pack that '
                "you import into (docs/series.md shows one)"
            )
        if bool(target.dimension) != bool(tables.rows[target.series].dimension):
            raise TableError(
                f"kind {kind.id} and series {target.series} do not agree on whether it is split: "
                "dimension stands in only one of them"
            )
    return [Wanted(target=t, row=tables.rows[t.series]) for t in kind.series], kind


def _aim_kind(kind: Kind, options: ImportOptions) -> Kind:
    """Return a kind that is for any series, aimed at the one that was named."""
    if kind.series:
        raise TableError(
            f"kind {kind.id} names its series itself; leave --series and what belongs to it out"
        )
    target = Target(
        series=options.series or "",
        unit="",
        where={name: [value] for name, value in options.where.items()},
        value=options.value,
        dimension=options.dimension,
        names_from="cells" if options.dimension else None,
    )
    named = [*target.where, target.value, target.dimension]
    columns = {name: [name] for name in named if name and name not in kind.columns}
    columns |= {n: s for n, s in kind.columns.items() if not options.value or n != kind.value}
    value = options.value or kind.value
    return kind.model_copy(update={"series": [target], "columns": columns, "value": value})


def _find_day(
    options: ImportOptions, said: date | None, today: date, name: str
) -> tuple[date, str]:
    """Return the day from which the file's values are known to have been known, and why.

    Never earlier than the file says; a name that says only its month may mean a day to come.
    """
    for given in (options.as_of, options.released):
        if given and given > today:
            raise SourceError(f"{name}: {given} lies ahead; today is {today}")
    if options.as_of or options.released:
        return options.as_of or options.released or today, "given"
    return (min(said, today), "file") if said else (today, "today")


def _name_carrier(file: OfficialFile, kind: Kind) -> str:
    """Return where the values were read: the publisher, when the file came from there."""
    host = urlsplit(file.name).hostname
    if host is None:
        return clean_words(file.base_name) or "file"
    own = urlsplit(kind.url or "").hostname
    return kind.publisher if kind.publisher and host == own else file.name


def _make_snapshot(file: OfficialFile, kind: Kind, as_of: date, now: datetime) -> Snapshot:
    return Snapshot(
        source=file.name,
        kind=kind.id,
        sha256="",
        size=0,
        at=now.isoformat(timespec="seconds"),
        as_of=as_of.isoformat(),
        etag=file.etag,
        last_modified=file.last_modified,
    )
