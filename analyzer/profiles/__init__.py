"""Profiles shipped with the package."""
