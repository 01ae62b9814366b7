"""Definition files, in and out."""
