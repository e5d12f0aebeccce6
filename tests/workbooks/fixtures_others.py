"""What is no workbook, though it is sent as one."""

import zipfile

from binary import compound
from commune import CHILDREN, sheets
from writers import by_openpyxl, fixture, text_of


@fixture("empty-file.xlsx")
def empty(path):
    path.write_bytes(b"")


@fixture("empty-sheets.xlsx")
def empty_sheets(path):
    by_openpyxl({"Sheet1": [], "Sheet2": []}, path)


@fixture("pdf-called-xlsx.xlsx")
def pdf(path):
    path.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")


@fixture("photograph-called-xls.xls")
def photograph(path):
    path.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9")


@fixture("scan.pdf")
def scan(path):
    """Papers that came along: nothing to do."""
    pdf(path)


@fixture("word-97-called-xls.xls")
def word_97(path):
    compound(b"\0" * 5000, path, "WordDocument")


@fixture("archive-of-workbooks.zip")
def archive(path):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("tri-le/danh-sach.xlsx", b"PK\3\4")


@fixture("archive.rar")
def rar(path):
    path.write_bytes(b"Rar!\x1a\7\1\0" + b"\0" * 40)


@fixture("shortcut.lnk")
def shortcut(path):
    path.write_bytes(b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0F" + b"\0" * 56)


@fixture("folder-named-like-a-workbook")
def folder(path):
    inner = path / "tri-le.xlsx"
    inner.mkdir()
    by_openpyxl(sheets(), inner / "tri-le.xlsx")


@fixture("open-in-excel")
def lock(path):
    by_openpyxl(sheets(), path / "whole.xlsx")
    (path / "~$whole.xlsx").write_bytes(b"\5Excel" + b" " * 159)


@fixture("workbook-without-extension")
def no_extension(path):
    by_openpyxl(sheets(), path / "danh sach xa Tri Le")


@fixture("html-called-xls.xls")
def html(path):
    rows = "".join("<tr>" + "".join(f"<td>{text_of(value)}</td>" for value in row) + "</tr>" for row in CHILDREN)
    path.write_text(f"<html><head><meta charset='utf-8'></head><body><table>{rows}</table></body></html>", "utf-8")


@fixture("csv-called-xls.xls")
def csv(path):
    path.write_text("\n".join(";".join(text_of(value) for value in row) for row in CHILDREN), "utf-8")
