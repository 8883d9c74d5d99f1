"""The room: plans that were compared, as one page that opens anywhere or answers live.

`payload` says all that the page shows as plain data; `file` puts page and data into one file;
`server` serves the same page, with answers from the engine.
"""
