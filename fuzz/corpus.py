#!/usr/bin/env python3
"""Makes the seeds of the fuzz target `read` from the fixtures: each file whole, and the parts that matter most."""

import hashlib
import io
import pathlib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "tests" / "workbooks"
CORPUS = HERE / "corpus" / "read"
LARGEST = 200_000

# As which part the target takes the bytes behind the first one.
PARTS = [
    ("xl/worksheets/sheet", ".xml", 1), ("xl/sharedStrings.xml", "", 2), ("xl/styles.xml", "", 3), ("content.xml", "", 4),
    ("word/document.xml", "", 5), ("xl/worksheets/sheet", ".bin", 6), ("xl/workbook.bin", "", 7),
    ("xl/sharedStrings.bin", "", 8), ("xl/styles.bin", "", 8),
]


def keep(kind, data):
    if len(data) <= LARGEST:
        seed = bytes([kind]) + data
        (CORPUS / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


def stream(data):
    import xlrd.compdoc

    file = xlrd.compdoc.CompDoc(data)
    for name, kind in (("Workbook", 9), ("Book", 10)):
        held, start, length = file.locate_named_stream(name)
        if held:
            keep(kind, held[start:start + length])


CORPUS.mkdir(parents=True, exist_ok=True)
for path in sorted(path for path in FIXTURES.rglob("*") if path.is_file()):
    data = path.read_bytes()
    if path.suffix in {".py", ".snap", ".pyc"}:
        continue
    keep(0, data)
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for entry in archive.infolist():
                    if entry.file_size <= LARGEST:
                        for start, end, kind in PARTS:
                            if entry.filename.startswith(start) and entry.filename.endswith(end):
                                keep(kind, archive.read(entry))
        elif data.startswith(b"\xd0\xcf"):
            stream(data)
    except Exception as error:
        print(path.name, error)
print(len(list(CORPUS.iterdir())), "seeds")
