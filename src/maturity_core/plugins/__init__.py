"""Entry points: listed, loaded, and kept as records if they are broken. All of it is in `registry`."""
