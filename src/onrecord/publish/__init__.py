"""Record → dossier."""

from onrecord.publish.dossier import Dossier, make_dossier, render_dossier, write_dossier
from onrecord.publish.dossier_rows import RecordReader

__all__ = ["Dossier", "RecordReader", "make_dossier", "render_dossier", "write_dossier"]
