"""Engines: where organisations stand.

`engine` is the door, and the only one that readers ask. Behind it stand `one` (level and score of a single sheet, in
plain integers), `many` (blocks of sheets, in numpy; records of a single one, too) and `code` (scorers in code).
"""
