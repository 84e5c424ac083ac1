"""The language of the field as TOML that a domain expert edits; one accessor a file."""
