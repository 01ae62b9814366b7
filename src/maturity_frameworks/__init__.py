"""The published models, each a folder with a document in it: framework.toml."""
