"""Whether a framework is well formed."""
