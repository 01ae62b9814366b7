"""Checks that a framework is well formed."""
