"""Finding papers: a tantivy index beside the store, safe to delete, rebuilt from the store."""
