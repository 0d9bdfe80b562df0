"""Annotated → commitments: who binds whom to what."""
