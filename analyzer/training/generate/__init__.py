"""Whole reports written by seed: consistent ones, and ones with a known fault (issue 5/6).

`compose.report` writes a clean report, with last year's behind it; `faults.FAULTS` is the register
of what can be broken. A suite of its own: nothing here ever trains a classifier. Agencies, figures
and sentences are invented; what is said stands in the TOML files of this room.
"""
