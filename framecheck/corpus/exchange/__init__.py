"""A corpus to and from the tools that people label in."""
