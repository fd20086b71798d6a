"""The part that each sentence plays in an abstract: by its heading, else by what was learned."""
