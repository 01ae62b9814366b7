"""The interview in the terminal: questions one by one, each answer saved at once."""
