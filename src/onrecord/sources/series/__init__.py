"""Official files → observations. What a file looks like stands in kinds.yml; here are the formats."""

from onrecord.sources.series.checks import check_scale
from onrecord.sources.series.dates import find_file_date
from onrecord.sources.series.folders import SeriesFolder, Snapshot
from onrecord.sources.series.formats import load_file, read_sheet
from onrecord.sources.series.grains import Wanted
from onrecord.sources.series.links import find_newest_link
from onrecord.sources.series.observations import Imported, read_observations
from onrecord.sources.series.sheets import OfficialFile, Sheet, clean_words
from onrecord.sources.series.vintages import Change, Vintage, compare_vintages, plan_vintage

__all__ = [
    "Change",
    "Imported",
    "OfficialFile",
    "SeriesFolder",
    "Sheet",
    "Snapshot",
    "Vintage",
    "Wanted",
    "check_scale",
    "clean_words",
    "compare_vintages",
    "find_file_date",
    "find_newest_link",
    "load_file",
    "plan_vintage",
    "read_observations",
    "read_sheet",
]
