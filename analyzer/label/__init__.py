"""Sentences → aspect and role, with a probability or an abstention."""
