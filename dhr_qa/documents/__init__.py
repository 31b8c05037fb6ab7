"""What a document is, whatever its format: readers turn a file into a Document."""
