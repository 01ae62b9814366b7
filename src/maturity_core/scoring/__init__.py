"""Engines: the levels and scores of organisations.

Readers use only `engine`. Behind it are `one` (level and score of a single sheet, in plain integers), `many` (blocks of
sheets in numpy, and the full record of a single one) and `code` (scorers in code).
"""
