"""A single sheet, in plain integers: `Assessment.level` and `.score` come from `sheet`."""
