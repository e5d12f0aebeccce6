"""Workbooks in the binary formats that no library writes: .xlsb, and .xls of Excel 5 and 95."""

import datetime
import struct

from writers import by_hand

DAY_ZERO = datetime.date(1899, 12, 30)


def serial(day):
    return (day - DAY_ZERO).days


# ---- .xlsb ----

def record(kind, data=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while True:
        low, length = length & 0x7F, length >> 7
        head += bytes([low | (0x80 if length else 0)])
        if not length:
            return head + data


def wide(text):
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def font(name, struck=False):
    return record(43, struct.pack("<HHHHBBBB8xB", 240, 8 if struck else 0, 400, 0, 0, 0, 0, 0, 0) + wide(name))


def xf(number_format, font_index):
    return record(47, struct.pack("<HHHHHBBHH", 0, number_format, font_index, 0, 0, 0, 0, 0, 0)[:16])


def by_xlsb(sheets, path, hidden=(), fonts=None, hidden_rows=None, from_1904=False, extra=None):
    """Writes an .xlsb. `fonts`: (sheet, row, column) -> name of a font; `hidden_rows`: sheet -> rows, counted from 1."""
    fonts, hidden_rows = fonts or {}, hidden_rows or {}
    names = ["Times New Roman"] + sorted(set(fonts.values()))
    styles = record(278) + record(611, struct.pack("<I", len(names))) + b"".join(font(name) for name in names) + record(612)
    # Formats: plain and date of each font.
    styles += record(617, struct.pack("<I", 2 * len(names))) + b"".join(xf(kind, index) for index in range(len(names)) for kind in (0, 14)) + record(618)
    strings = []
    parts = {}
    bundle, relations = b"", ""
    for index, (name, rows) in enumerate(sheets.items(), 1):
        body = b""
        for r, row in enumerate(rows):
            row_hidden = r + 1 in hidden_rows.get(name, ())
            body += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0x10 if row_hidden else 0, 0, 0))
            for c, value in enumerate(row):
                if value is None:
                    continue
                font_index = names.index(fonts.get((name, r + 1, c + 1), names[0]))
                is_date = isinstance(value, datetime.date)
                head = struct.pack("<II", c, 2 * font_index + is_date)
                if is_date:
                    value = serial(value) - (1462 if from_1904 else 0)
                if isinstance(value, bool):
                    body += record(4, head + bytes([value]))
                elif isinstance(value, int):
                    body += record(2, head + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF))
                elif isinstance(value, float):
                    body += record(5, head + struct.pack("<d", value))
                else:
                    strings.append(value)
                    body += record(7, head + struct.pack("<I", len(strings) - 1))
        size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
        body = record(129) + record(148, size) + record(145) + body + record(146) + (extra or b"") + record(130)
        parts[f"xl/worksheets/sheet{index}.bin"] = body
        bundle += record(156, struct.pack("<II", 1 if name in hidden else 0, index) + wide(f"rId{index}") + wide(name))
        relations += (f'<Relationship Id="rId{index}" Target="worksheets/sheet{index}.bin" '
                      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for index, (target, what) in enumerate([("styles.bin", "styles"), ("sharedStrings.bin", "sharedStrings")], 900):
        relations += f'<Relationship Id="rId{index}" Target="{target}" Type="{kind}/{what}"/>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    space = "http://schemas.openxmlformats.org/package/2006"
    by_hand({
        "[Content_Types].xml": f'{head}<Types xmlns="{space}/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": record(131) + record(153, struct.pack("<III", int(from_1904), 0, 0)) + record(143) + bundle
        + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'{head}<Relationships xmlns="{space}/relationships">{relations}</Relationships>',
        "xl/styles.bin": styles + record(279),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", len(strings), len(strings)))
        + b"".join(record(19, b"\0" + wide(text)) for text in strings) + record(160),
        **parts,
    }, path)


# ---- .xls ----

def old(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream, path, name="Workbook"):
    """Lays a stream into a compound file."""
    import io

    import xlwt.CompoundDoc

    held = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(held, stream)
    data = held.getvalue()
    # The entry of the stream in the directory: 64 bytes of name, then its length.
    at = data.index("Workbook".encode("utf-16-le") + b"\0\0")
    entry = (name.encode("utf-16-le")).ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    data = data[:at] + entry + data[at + 66:]
    path.write_bytes(data)


def stream_of(path):
    """The records of an .xls."""
    import xlrd.compdoc

    data = path.read_bytes()
    held, start, length = xlrd.compdoc.CompDoc(data).locate_named_stream("Workbook")
    return held[start:start + length]


def by_biff5(sheets, path, page=1258, font="Times New Roman", encode=None):
    """Writes an .xls of Excel 5 (BIFF5) with texts in a code page."""
    encode = encode or cp1258
    kind = struct.pack("<HH", 0x0500, 0x0005) + b"\0\0\xcc\x07"
    name = font.encode("ascii")
    head = old(0x0809, kind) + old(0x0042, struct.pack("<H", page)) + old(0x0022, b"\0\0")
    head += 4 * old(0x0031, struct.pack("<HHHHHBBBB", 240, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + bytes([len(name)]) + name)
    head += b"".join(old(0x00E0, struct.pack("<HH12x", 0, number_format)) for number_format in (0, 14))
    bodies = []
    for rows in sheets.values():
        body = old(0x0809, struct.pack("<HH", 0x0500, 0x0010) + b"\0\0\xcc\x07")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, datetime.date):
                    body += old(0x0203, struct.pack("<HHHd", r, c, 1, serial(value)))
                elif isinstance(value, (int, float)):
                    body += old(0x0203, struct.pack("<HHHd", r, c, 0, value))
                else:
                    text = encode(value)
                    body += old(0x0204, struct.pack("<HHHH", r, c, 0, len(text)) + text)
        bodies.append(body + old(0x000A))
    titles = [encode(title) for title in sheets]
    start = len(head) + sum(4 + 7 + len(title) for title in titles) + 4
    for title, body in zip(titles, bodies):
        head += old(0x0085, struct.pack("<IBB", start, 0, 0) + bytes([len(title)]) + title)
        start += len(body)
    compound(head + old(0x000A) + b"".join(bodies), path, "Book")


def cp1258(text):
    """Windows-1258: letters with the marks of tones behind them."""
    import unicodedata

    made = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            made += letter.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        parts = unicodedata.normalize("NFD", letter)
        tone = [mark for mark in parts if mark in "\u0300\u0309\u0303\u0301\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone))
        for part in [base, *tone]:
            made += {"–": b"-", "“": b'"', "”": b'"'}.get(part) or part.encode("cp1258", "replace")
    return made
