"""Frameworks as data for other languages (`portable`), as a query (`sql`), and out of other formats (`importing`)."""
