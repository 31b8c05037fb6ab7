"""What a review says: facts taken once from a Document, for every rule to use and `inspect` to show."""
