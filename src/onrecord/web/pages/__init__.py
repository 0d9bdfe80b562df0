"""The screens; each module gives its routes."""
