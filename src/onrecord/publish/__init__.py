"""Record → dossier (`publish.dossier`) and exports (`publish.exports`).

Nothing is imported here: commands that print a table need not load the drawing of charts.
"""
