"""What a framework is: nouns, scales, requirements, ladders, and the base class of scorers."""
