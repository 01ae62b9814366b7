"""For authors of frameworks and scorers: a slow reference scorer, and strategies for random frameworks and answers."""
