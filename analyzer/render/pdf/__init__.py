"""Findings on the pages of the PDF they were found in."""
