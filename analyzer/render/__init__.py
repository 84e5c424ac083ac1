"""An Analysis as bytes for people and programs; one module a format."""
