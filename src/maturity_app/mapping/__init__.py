"""Mapping files: how the columns and texts of a survey export become answers."""
