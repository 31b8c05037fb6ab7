"""The annotated copy: a Word file with what was found as comments at the words that it is about."""
