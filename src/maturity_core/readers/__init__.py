"""What is read from requirements and answers: ranges, gaps, steps, explanations and the rest, one a file."""
