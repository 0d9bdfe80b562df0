"""The web application: a record read, checked and corrected in a browser. `docs/web.md` has the rules."""

from onrecord.web.app import Options, make_app

__all__ = ["Options", "make_app"]
