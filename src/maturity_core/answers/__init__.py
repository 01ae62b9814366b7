"""Sheets and matrices of answers: validated codes."""
