"""What is found out, as frozen data."""
