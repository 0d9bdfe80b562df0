"""Annotated → events: who did what to whom.

Nothing is re-exported: commitments read frames and status of this package, and events the bonds
of that one.
"""
