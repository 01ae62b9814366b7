"""The published models, each in a folder with a file framework.toml."""
