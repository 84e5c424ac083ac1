"""What a sentence is about (aspect) and what it does (role); abstains where it is not sure."""
