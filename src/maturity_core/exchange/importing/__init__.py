"""Models of other formats: `import_framework`, and an importer for each format as a plugin.

An importer is a function that takes a `Source` and returns a `Draft`: the tables of a definition file, and remarks.
"""
