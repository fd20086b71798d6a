"""Papers by what they mean: vectors made from the library's own texts, with nothing downloaded."""
