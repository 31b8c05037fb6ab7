"""The engine: puts the rules' questions to the facts of documents and gives outcomes and findings."""
