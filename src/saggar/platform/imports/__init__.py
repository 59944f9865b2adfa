"""Imports of files: declared columns, a report line by line, dry runs, and loading in sets.

A capability declares a `Layout` (columns.py, values.py), and in its action asks its policy and calls
`run_import` (running.py) with a `load` that turns rows into `upsert` (loading.py). Reading needs no Django:
reading.py, columns.py, values.py, rows.py, report.py.
"""
