"""One set of sheets, written by the programs that communes use."""

import datetime
import io
import pathlib
import subprocess
import tempfile
import zipfile

import docx
import openpyxl
import xlwt

FIXTURES = {}


def fixture(name):
    """Marks a function that writes the fixture `name` at the path it is given."""

    def mark(make):
        assert name not in FIXTURES, name
        FIXTURES[name] = make
        return make

    return mark


def by_openpyxl(sheets, path, change=None):
    """Writes `sheets` (name -> rows); `change` gets the workbook before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, datetime.date):
                    cell.number_format = "dd/mm/yyyy"
    if change:
        change(book)
    book.save(path)


def by_xlwt(sheets, path, change=None):
    """Writes an .xls of Excel 97–2003 (BIFF8)."""
    book = xlwt.Workbook()
    date = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for name, rows in sheets.items():
        page = book.add_sheet(name, cell_overwrite_ok=True)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, datetime.date):
                    page.write(r, c, value, date)
                elif value is not None:
                    page.write(r, c, value)
    if change:
        change(book)
    book.save(str(path))


def by_libreoffice(sheets, path, change=None, kind=None):
    """Writes with LibreOffice Calc; `kind` is its filter if the extension does not say enough."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in" / (path.stem + ".xlsx")
        source.parent.mkdir()
        by_openpyxl(sheets, source, change)
        convert(source, path, kind)


def convert(source, path, kind=None):
    """Saves `source` in the format of the extension of `path`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             kind or path.suffix[1:], "--outdir", folder, str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = pathlib.Path(folder) / (source.stem + path.suffix)
        path.write_bytes(made.read_bytes())


def by_word(parts, path, change=None):
    """Writes a .docx: a string is a paragraph, a list of rows a table."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=max(len(row) for row in part))
        for row in part:
            for cell, value in zip(table.add_row().cells, row):
                cell.text = text_of(value)
    if change:
        change(document)
    document.save(path)


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def by_hand(parts, path):
    """Writes a zip of parts (name -> text or bytes)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def parts_of(path):
    """The parts of a zip, by name, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change_parts(path, change):
    """Rewrites a zip; `change` gets its parts."""
    parts = parts_of(path)
    change(parts)
    by_hand(parts, path)


def settle(path):
    """Takes the time of making out of a zip, so that making it again gives the same file where the writer allows."""
    if not path.is_file():
        return
    data = path.read_bytes()
    if not data.startswith(b"PK\3\4"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in parts:
            if entry.filename == "docProps/core.xml":
                content = without_times(content)
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = entry.compress_type
            archive.writestr(fixed, content)


def without_times(core):
    import re

    return re.sub(rb">\d{4}-\d\d-\d\dT[^<]*<", b">2024-08-15T00:00:00Z<", core)
