"""Readers: a file becomes a Document. One module a format; the register is in `reader.py`."""
