"""The fifth section: problems with their kinds, remedies with their concreteness, and pairs."""
