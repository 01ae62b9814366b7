"""Requirements as integers."""
