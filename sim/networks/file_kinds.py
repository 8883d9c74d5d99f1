"""What kind of file a user named, by its name and first bytes; what is no table is refused.

Whether it is a workbook is told by what is in it, since its name may end in any way.
"""

import io
import zipfile
from pathlib import Path

from sim.params.errors import UserError

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SAVE = "save the table as CSV (UTF-8) or as a workbook (.xlsx), and name that"
LOCKS = ("~$", ".~lock.")  # how Office and LibreOffice mark a file that is open
NO_TABLES = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a document",
    b"<": "a web page or XML, whatever its name ends in",
    b"{": "JSON",
}
# Other files in the wrapping of a workbook, by what is in it
NO_WORKBOOKS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "a sheet or document of LibreOffice (such as .ods)",
    "word/document.xml": "a document of Word",
    "ppt/presentation.xml": "a presentation",
    "Index/Document.iwa": "a file of Numbers or Pages",
}
PART = b"PK\x01\x02"  # what the archive's list of contents has for each of its parts
MOST_PARTS = 10_000
LARGEST_UNPACKED = 100_000_000  # bytes of a workbook, pictures included
LARGEST = 50_000_000  # bytes of a table: that of 10,000 organisations has one or two million


def content_of(path: Path) -> bytes:
    """Return what is in a file that may be a table.

    Raises
    ------
    UserError
        If it cannot be read, is empty, or is plainly something else.
    """
    if path.name.startswith(LOCKS):
        raise UserError(
            f"{path}: this only marks that a file is open in another program; name that file "
            "(without the characters at its beginning)."
        )
    try:
        content = _start_of(path)
    except PermissionError as problem:
        raise UserError(
            f"{path}: cannot be read ({problem.strerror}); if it is open in another program, "
            "close it there."
        ) from None
    except OSError as problem:
        raise UserError(f"{path}: cannot be read ({problem.strerror}).") from None
    if len(content) > LARGEST:
        raise UserError(
            f"{path}: this file has more than {LARGEST / 1e6:,.0f} MB, too many for a table of "
            "organisations or ties; keep the rows and columns that are needed."
        )
    start = content[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and len(content) < 4000:
        raise UserError(f"{path}: the file is empty.")
    for mark, what in NO_TABLES.items():
        if start.startswith(mark):
            raise UserError(f"{path}: this is {what}; {SAVE}.")
    return content


def _start_of(path: Path) -> bytes:
    """Read a file, as far as a table may be long."""
    if path.exists() and not (path.is_file() or path.is_dir()):  # a device or pipe has no end
        raise UserError(f"{path}: this is no file; name a file with a table.")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def refuse_other_than_workbook(path: Path, content: bytes) -> frozenset[str]:
    """Raise an error for what looks like a workbook of Excel and is none, or is too large.

    Returns
    -------
    frozenset of str
        The names of its parts.

    Raises
    ------
    UserError
        It says what the file is, and how to save it.
    """
    if content.startswith(OLD_EXCEL):
        raise UserError(
            f"{path}: this is a workbook of an old Excel (.xls), or one with a password; "
            "save it without a password as .xlsx or as CSV (UTF-8)."
        )
    if content.count(PART) > MOST_PARTS:
        raise UserError(f"{path}: this archive has more than {MOST_PARTS:,} parts; {SAVE}.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = frozenset(parts.namelist())
            size = sum(each.file_size for each in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(path) from None
    if "xl/workbook.xml" not in names:
        what = next((NO_WORKBOOKS[each] for each in NO_WORKBOOKS if each in names), None)
        if what is None and any(each.startswith("xl/") for each in names):
            raise damaged(path)
        raise UserError(f"{path}: this is {what or 'an archive (.zip)'}; {SAVE}.")
    if size > LARGEST_UNPACKED:
        raise UserError(
            f"{path}: this workbook is too large to be read ({size / 1e6:,.0f} MB unpacked, at "
            f"most {LARGEST_UNPACKED / 1e6:,.0f}); save its sheet as CSV (UTF-8)."
        )
    return names


def damaged(path: Path) -> UserError:
    """Make the error for a workbook that nobody can read."""
    return UserError(
        f"{path}: this workbook is damaged; open it in the program that made it and save it "
        "again, or save its sheet as CSV (UTF-8)."
    )
