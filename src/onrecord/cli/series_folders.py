"""Which pack a series command reads, and which folder it writes to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.options import find_folder, record_option

if TYPE_CHECKING:
    from onrecord.sources.series import SeriesFolder

Function = TypeVar("Function", bound=Callable[..., Any])


def pack_options(function: Function) -> Function:
    """Add --pack and -r/--record: which series are meant."""
    named = click.option("--pack", help="The tables: a pack's name or its folder.")
    return named(record_option(function))


def target_options(function: Function) -> Function:
    """Add --to, --pack and -r/--record: where imported series go."""
    to = click.option(
        "--to",
        type=click.Path(path_type=Path),
        help="A pack's folder; made when it is not there. Without it the record's own series.",
    )
    stands_on = click.option("--pack", help="The pack that a new folder stands on [us-mexico].")
    return to(stands_on(record_option(function)))


def find_tables(pack: str | None, record: Path | None) -> str:
    """Return the pack that is meant: the one named, else the record's, else the default.

    Raises RecordError where a record is named that is none.
    """
    from onrecord.knowledge import DEFAULT_PACK
    from onrecord.model import RecordError
    from onrecord.record.folder import RecordFolder, load_settings

    if pack is not None:
        return pack
    folder = RecordFolder(find_folder(record))
    if (folder.series / "pack.yml").is_file():
        return str(folder.series)
    settings = load_settings(folder)
    if settings is None and record is not None:
        raise RecordError(
            f"{folder.path}: no record here; name another with -r, or a pack with --pack"
        )
    return settings.pack if settings else DEFAULT_PACK


def open_target(to: Path | None, pack: str | None, record: Path | None) -> tuple[SeriesFolder, str]:
    """Return the folder to write to, and the pack to read: the same when it is a pack already.

    A folder that is none becomes one with the first import that succeeds, or at once when tables
    were put into it.
    """
    from onrecord.knowledge import DEFAULT_PACK
    from onrecord.model import RecordError
    from onrecord.record.folder import RecordFolder, load_settings
    from onrecord.sources.series import SeriesFolder

    if to is not None:
        place, stands_on = to, pack or DEFAULT_PACK
    else:
        held = RecordFolder(find_folder(record))
        settings = load_settings(held)
        if settings is None:
            raise RecordError(
                f"{held.path}: no record there; name a pack's folder with --to, or a record with -r"
            )
        place, stands_on = held.series, settings.pack
    folder = SeriesFolder(place, stands_on=find_own(stands_on))
    if not folder.is_pack and any(place.glob("*.yml")):
        folder.make()
    return folder, str(place) if folder.is_pack else stands_on


def find_own(pack: str) -> str:
    """Return a pack's name, or the whole path of its folder."""
    folder = Path(pack)
    return str(folder.absolute()) if (folder / "pack.yml").is_file() else pack
