"""Writers: each takes a whole result (or the facts, or a rule) and returns text."""
