"""Entry points: listed, loaded, and kept as records where they are broken. All of it is in `registry`."""
