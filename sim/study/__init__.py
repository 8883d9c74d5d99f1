"""Studies: several runs compared to answer a question."""
