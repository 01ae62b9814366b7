"""Frameworks as data for programs in other languages: `portable`."""
