"""Made up for tests of malformed inputs: a good table, and ways to spoil it."""

import io
import zipfile

ROW = "name,type,maturity,capacity,culture,finance"
GOOD = f"{ROW}\nNorth,Acute,0.5,0.4,0.6,0.3\nSouth,GP,0.2,0.3,0.4,0.5\nWest,GP,0.3,0.3,0.4,0.5\n"
NAMES = ("North", "South", "West")


def with_cell(value, column="maturity"):
    """The good table with another value in its second row, a column added if need be."""
    header, first, second, third = GOOD.splitlines()
    names = header.split(",")
    if column not in names:
        header, first, second, third = f"{header},{column}", f"{first},", f"{second},", f"{third},"
        names.append(column)
    cells = second.split(",")
    cells[names.index(column)] = value
    return "\n".join([header, first, ",".join(cells), third, ""])


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def archive(parts):
    """A zip file of these parts, well packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()
