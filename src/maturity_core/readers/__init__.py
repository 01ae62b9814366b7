"""Readers of requirements and answers, one per file: the first line of each says what it answers.

They use the engine, and read no files. `docs/architecture.md` says what to do to add one.
"""
