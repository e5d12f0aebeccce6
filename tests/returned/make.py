"""Drafts as other programs leave them: changed with python-docx, and opened and saved again by LibreOffice.

Run in the root of the repository, with python-docx 1.2 and LibreOffice: python tests/returned/make.py
"""

import copy
import datetime
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Row

HERE = Path(__file__).parent
AUTHOR = "Hoàng Thị Hoài"
WHEN = "2024-09-10T08:00:00Z"


def draft(folder):
    """The draft that the tests have: two communes, and the templates beside this file."""
    shutil.copytree("inputs", folder / "inputs", ignore=shutil.ignore_patterns("returned"))
    for book in (folder / "inputs/submissions").iterdir():
        if "06313" not in book.name and "06316" not in book.name:
            book.unlink()
    for name, place in [("thu.md", ""), ("thu-ket.md", "parts"), ("thu.yaml", "lists")]:
        target = folder / "templates" / place
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, target / name)
    subprocess.run(["cargo", "run", "-q", "--", "--workspace", folder, "build", "thu", "--format", "docx"], check=False)
    return folder / "out/docx/thu/06313.docx"


def run_with(document, text):
    return next(run for p in document.paragraphs for run in p.runs if text in run.text)


def piece(run, text, tag="w:t"):
    new = copy.deepcopy(run._r)
    for child in list(new):
        if child.tag == qn("w:t"):
            new.remove(child)
    words = OxmlElement(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    new.append(words)
    return new


def change(name, child, number):
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    element.set(qn("w:author"), AUTHOR)
    element.set(qn("w:date"), WHEN)
    element.append(child)
    return element


def tracked(document, old, new):
    run = run_with(document, old)
    before, after = run.text.split(old, 1)
    for element in [
        piece(run, before),
        change("w:del", piece(run, old, "w:delText"), 901),
        change("w:ins", piece(run, new), 902),
        piece(run, after),
    ]:
        run._r.addprevious(element)
    run._r.getparent().remove(run._r)


def set_cell(cell, text):
    cell.paragraphs[0].runs[0].text = text


def marked(source, target):
    document = docx.Document(source)
    plain = run_with(document, "nước uống")
    plain.text = plain.text.replace("nước uống", "nước uống và áo mưa")
    tracked(document, "tại hội trường", "tại nhà văn hóa")
    gone = next(p for p in document.paragraphs if "Đi xe của xã" in p.text)
    gone._p.getparent().remove(gone._p)
    comment = document.add_comment(run_with(document, "BẢN THỬ"), text="Xem lại tên văn bản", author="Nông Văn Thuận")
    comment._comment_elm.set(qn("w:date"), WHEN)
    table = next(t for t in document.tables if t.cell(0, 0).text == "TT")
    set_cell(table.cell(1, 1), "Hoàng Thị Minh Ánh")
    set_cell(table.cell(2, 3), "2011")
    last = table.rows[5]._tr
    new = copy.deepcopy(last)
    last.addnext(new)
    for cell, text in zip(_Row(new, table).cells, ["6", "Vi Thị Mới", "Nữ", "2012", "Trường THCS xã Tri Lễ", "10"]):
        set_cell(cell, text)
    document.core_properties.modified = datetime.datetime(2024, 9, 10)
    document.save(target)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        marked(draft(folder), HERE / "python-docx.docx")
        command = ["soffice", "--headless", "--convert-to", "docx", "--outdir", folder / "lo", HERE / "python-docx.docx"]
        subprocess.run(command, check=True)
        shutil.copy(folder / "lo/python-docx.docx", HERE / "libreoffice.docx")


main()
