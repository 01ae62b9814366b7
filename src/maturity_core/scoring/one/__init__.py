"""A single sheet, in plain integers, without numpy: everything that the readers ask of one organisation.

`standing` says what they ask. `tables` is what depends on the framework alone, `evaluate` reads one sheet by it,
`demands` is what a target asks of its questions; `coded` reads a sheet by calling a scorer in code.
"""
