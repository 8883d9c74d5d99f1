"""Files as the NHS and others publish them, read into organisations and ties.

`layouts` tells what a file is, a reader for each layout says what its rows say of an organisation,
`gather` joins them, and `ties` makes ties of public facts.  The page on importing public files
(`docs/how-to/import-public-files.md`) lists the layouts with their sources.
"""
