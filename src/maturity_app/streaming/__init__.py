"""Assessing files of any size: read, scored and written part by part (extra `arrow`)."""
