"""Writing Word files: comments into an existing file, clean reports, the audit opinion."""
