"""Document → sections, sentences and the official tables."""
