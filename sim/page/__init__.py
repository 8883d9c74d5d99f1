"""The page for a workshop: compared plans in one file, or live with answers from the engine.

`payload` holds everything that the page shows, as plain data.  `html_file` puts page and data
into one file.  `server` serves the same page live.
"""
