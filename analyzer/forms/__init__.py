"""The official forms as TOML, one file per form and edition."""
