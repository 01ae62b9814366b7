"""What people touch: the command `maturity` (extra `app`). It reads results of the core, and never scores."""
