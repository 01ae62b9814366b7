"""Many sheets, in blocks."""
