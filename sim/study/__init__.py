"""Studies: several runs laid beside one another to answer a question."""
