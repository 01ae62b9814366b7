"""Commands for authors about all sheets of a model at once."""
