"""What stands on paper: characters and rulings of a page become lines, tables and blocks."""
