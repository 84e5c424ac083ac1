"""Prose → quantities and claims. Works on characters, never on tokens."""
