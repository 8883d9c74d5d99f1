"""Small files of the layouts that are published.  Every organisation and number is made up.

The layouts are those of the files that `docs/how-to/import-public-files.md` names; no row here is
one of theirs.
"""

import csv
import io
from pathlib import Path

TODAY = "20260301"
PILLARS = (
    "Well Led", "Ensure Smart Foundations", "Safe Practice", "Support Workforce",
    "Empower People", "Improve Care", "Healthy Populations",
)  # fmt: skip


def register_row(
    code, name, region="Y56", icb="QAA", postcode="AA1 1AA", *, closed="", opened="19910401",
    status="", commissioner="", setting="",
):  # fmt: skip
    """One of the 27 columns of the Organisation Data Service, in their order."""
    row = [""] * 27
    row[0:4] = code, name, region, icb
    row[4:10] = "1 HIGH STREET", "", "", "TOWN", "", postcode
    row[10:13] = opened, closed, status
    row[14], row[21], row[25] = commissioner, "1", setting
    return row


def etr(folder, *more):
    """A list of trusts: two of London, two of the North West, one closed, one to be opened."""
    return written(folder / "etr.csv", [
        register_row("R0X", "ST MADEUP'S AND NORTH UNIVERSITY HOSPITALS NHS FOUNDATION TRUST"),
        register_row("0A1", "MADE-UP MENTAL HEALTH NHS TRUST", icb="QBB", postcode="AA2 2AA"),
        register_row("RXX", "RIVERDALE HOSPITAL NHS TRUST", "Y62", "QCC", "BB1 1BB"),
        register_row("RXY", "OTHERSIDE AMBULANCE SERVICE NHS TRUST", "Y62", "QCC", "BB2 2BB"),
        register_row("RXC", "CLOSED HOSPITAL NHS TRUST", closed="20200331"),
        register_row("RXF", "FUTURE NHS TRUST", opened="20991231"),
        *more,
    ])  # fmt: skip


def epraccur(folder):
    """Practices: three that are open, one of them as newer files write it; three that are not."""
    common = dict(icb="QAA", commissioner="01A")
    return written(folder / "epraccur.csv", [
        register_row("A81001", "THE SURGERY", status="A", setting="4", **common),
        register_row("A81002", "THE SURGERY", status="ACTIVE", setting="RO76", **common),
        register_row("A81003", "HILL PRACTICE", status="ACTIVE", setting="RO80|RO76", **common),
        register_row("A81004", "OLD PRACTICE", status="INACTIVE", setting="RO76", **common),
        register_row("A81005", "SLEEPY PRACTICE", status="D", setting="4", **common),
        register_row("Y00001", "WALK-IN CENTRE", status="A", setting="1", **common),
    ])  # fmt: skip


def partners(folder):
    """To which networks these practices belong; one membership has ended."""

    def row(code, network, name, ended=""):
        return [
            code,
            "X",
            "01A",
            "SUB ICB",
            network,
            name,
            "01A",
            "SUB ICB",
            "20190701",
            ended,
            "Yes",
        ]

    return written(folder / "epcncorepartnerdetails.csv", [
        row("A81001", "U00001", "EAST PCN"), row("A81002", "U00001", "EAST PCN"),
        row("A81003", "U00002", "OLD PCN", "20230331"), row("A81003", "U00003", "WEST PCN"),
    ])  # fmt: skip


def eric(folder):
    """An estates return by site in Windows-1252, with thousands and with what does not apply."""
    head = ["Trust Code", "Trust Name", "Commissioning Region", "Trust Type", "Site Code",
            "Gross internal floor area (m²)"]  # fmt: skip
    rows = [
        ["R0X", "A", "LONDON COMMISSIONING REGION", "ACUTE - TEACHING", "R0X01", "200,000"],
        ["R0X", "A", "LONDON COMMISSIONING REGION", "ACUTE - TEACHING", "R0X02", "100,000"],
        ["RXX", "B", "NORTH WEST COMMISSIONING REGION", "ACUTE - SMALL", "RXX01", "100,000"],
        ["0A1", "C", "LONDON COMMISSIONING REGION", "MENTAL HEALTH AND LEARNING DISABILITY",
         "0A101", "Not Applicable"],
        ["RQQ", "D", "LONDON COMMISSIONING REGION", "COMMUNITY", "RQQ01", "5,000"],
    ]  # fmt: skip
    return written(folder / "eric.csv", [head, *rows], "cp1252")


def dma(folder):
    """A workbook of the assessment: ten rows of title, an empty column, one row a care setting."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Contents"
    book.active.append(["Digital Maturity Assessment"])
    sheet = book.create_sheet("SC - 2025 Pillar Summary")
    sheet["B2"] = "2025 DMA scores by pillar"
    heads = [None, "Region", "ICS", "Provider", "Care Setting", *PILLARS]
    rows = [
        ["London", "ICS", "St Madeup's & North University Hospitals NHS Foundation Trust", "Acute",
         3, 3, 3, 3, 3, 3, 3],
        ["London", "ICS", "St Madeup's & North University Hospitals NHS Foundation Trust",
         "Community", 2, 2, 2, 2, 2, 2, 2],
        ["London", "ICS", "Made-Up Mental Health NHS Trust", "Mental Health",
         1, 2, 3, 4, 5, None, "N/A"],
        ["North West", "ICS", "NHS Nowhere Integrated Care Board", "ICB", 2, 2, 2, 2, 2, 2, 2],
    ]  # fmt: skip
    for k, cell in enumerate(heads, start=1):
        sheet.cell(11, k, cell)
    for i, row in enumerate(rows, start=12):
        for k, cell in enumerate(row, start=2):
            sheet.cell(i, k, cell)
    path = folder / "Digital Maturity Assessment Results Data File v2.xlsx"
    book.save(path)
    return path


def catchments(folder):
    """Admissions by area as published: two years, two kinds, numbers of patients."""
    head = ["CatchmentYear", "AdmissionType", "msoa", "TrustCode", "TrustName", "patients"]
    rows = [
        [2020, "All Admissions", "E1", "R0X", "A", 60],
        [2020, "All Admissions", "E2", "R0X", "A", 40],
        [2020, "All Admissions", "E2", "RXX", "B", 5],
        [2020, "All Admissions", "E3", "RXX", "B", 15],
        [2020, "Emergency", "E1", "RXX", "B", 99],
        [2019, "All Admissions", "E1", "RXX", "B", 99],
        [2020, "All Admissions", "E1", "RXC", "Closed", 7],
    ]  # fmt: skip
    return written(folder / "catchments.csv", [head, *rows])


def written(path, rows, encoding="utf-8"):
    """Write rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    Path(path).write_bytes(text.getvalue().encode(encoding))
    return Path(path)
