"""Files that extend a framework: what they leave out, change and add."""
