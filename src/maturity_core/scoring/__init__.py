"""Engines: the levels and scores of organisations.

Readers use only `engine`. Behind it are `one` (a single sheet, in plain integers), `many` (blocks of sheets, in numpy)
and `code` (scorers in code).
"""
