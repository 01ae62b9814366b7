"""A new plugin package, written from a template."""
