"""Text in, values out: folding, phrases, sentences, quotations, dates. Knows nothing of documents."""
