"""Frameworks as data for programs in other languages (`portable`), and models of other formats (`importing`)."""
