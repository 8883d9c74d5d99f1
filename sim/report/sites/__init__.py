"""Organisation by organisation in words, as a table and as files."""
