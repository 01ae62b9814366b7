"""Assess files of any size: read, score and write them in parts (extra `arrow`)."""
