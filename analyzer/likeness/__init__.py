"""Copied text between reports: what is compared, how it is aligned, and how pairs are found."""
