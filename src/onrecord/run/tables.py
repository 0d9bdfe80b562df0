"""The tables that a record is read with: its pack, and the series that were imported into it."""

from __future__ import annotations

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import list_folders
from onrecord.model import RecordError
from onrecord.record.folder import RecordFolder, RecordSettings
from onrecord.sources.series import SeriesFolder


def load_record_tables(folder: RecordFolder, settings: RecordSettings) -> Knowledge:
    """Return the tables of the record's pack and its imported series, which stand on that pack."""
    imported = SeriesFolder(folder.series)
    if not (imported.is_pack or imported.holds_values):
        return load_knowledge(settings.pack)
    list_folders(settings.pack)  # an unknown pack changes nothing
    if changed := imported.sums.find_changed():
        raise RecordError("; ".join(changed))
    imported.stand_on(settings.pack)
    return load_knowledge(imported.path)
