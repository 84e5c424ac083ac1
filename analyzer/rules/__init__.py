"""Judgement: one file per rule, named by its code; `RULES` is the register."""
