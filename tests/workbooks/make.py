#!/usr/bin/env python3
"""Makes the fixture workbooks beside this file: one per fault, named after it. People in them are invented.

    python3 tests/workbooks/make.py             all of them
    python3 tests/workbooks/make.py NAME ...    those whose file name begins so

Needs openpyxl, xlwt, python-docx and LibreOffice (soffice); the made files are committed, so the tests need none of them.
A module of fixtures is a file `fixtures_*.py`; each function there that is marked with `@fixture("name.ext")` gets the
path to write. A name without an extension is a folder: what a commune sent as several files.
"""

import importlib
import pathlib
import shutil
import sys

import writers

HERE = pathlib.Path(__file__).resolve().parent


def main(names):
    sys.path.insert(0, str(HERE))
    for module in sorted(HERE.glob("fixtures_*.py")):
        importlib.import_module(module.stem)
    for name, make in sorted(writers.FIXTURES.items()):
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        path = HERE / name
        if path.is_dir():
            shutil.rmtree(path)
        if not path.suffix:
            path.mkdir()
        make(path)
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            writers.settle(file)
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
