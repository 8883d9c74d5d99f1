"""Text for the CSV files of results: see `sim.params.spreadsheet_text`."""

from sim.params.spreadsheet_text import as_text

__all__ = ["as_text"]
