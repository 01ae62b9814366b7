"""Frameworks as data for other programs."""
