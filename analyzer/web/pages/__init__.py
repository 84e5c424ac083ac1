"""What the browser gets: templates, script and style."""
