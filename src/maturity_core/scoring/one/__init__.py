"""A single sheet, in plain integers, without numpy: everything that the readers ask of one organisation.

`reading` says what they ask. `tables` is what depends on the framework alone, `sheet` one sheet read by it, `asked`
what a target asks of its questions; `coded` is a sheet that a scorer in code is called for.
"""
