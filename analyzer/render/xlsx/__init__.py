"""Analyses as an Excel workbook: one report in full, or a ledger of many."""
