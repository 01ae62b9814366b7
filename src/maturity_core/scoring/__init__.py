"""Engines: what evaluates a framework."""
