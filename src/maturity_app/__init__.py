"""What people use: the command `maturity` (extra `app`), the page and the report. It reads results, never scores."""
