"""Annotated corpora → models, and how good the models are."""
