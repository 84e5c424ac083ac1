"""Corpora → models, and how good they are."""
