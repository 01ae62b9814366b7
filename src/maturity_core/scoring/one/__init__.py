"""A single sheet, in plain integers."""
