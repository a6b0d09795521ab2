"""Labelled statements: reading and writing them, and the agreement between annotators."""
