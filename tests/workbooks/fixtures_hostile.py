"""Files made to hurt whoever reads them. Where the rest is sound it must still be understood."""

import struct
import zipfile

from binary import by_xlsb, compound, old, stream_of
from commune import sheets
from writers import by_hand, by_libreoffice, by_openpyxl, by_word, by_xlwt, change_parts, fixture

CHILDREN = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"


def hostile(path, change, write=by_openpyxl):
    """A sound .xlsx, with its parts changed; openpyxl keeps texts in the cells, LibreOffice keeps shared ones."""
    write(sheets(), path)
    change_parts(path, change)


def replace(name, was, now, count=1):
    def change(parts):
        text = parts[name].decode()
        assert was in text, was
        parts[name] = text.replace(was, now, count).encode()

    return change


@fixture("cell-in-the-last-corner.xlsx")
def corner(path):
    hostile(path, replace(CHILDREN, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))


@fixture("cell-beyond-the-last-corner.xlsx")
def beyond(path):
    hostile(path, replace(CHILDREN, "</sheetData>", '<row r="1048577"><c r="XFE1048577"><v>1</v></c></row></sheetData>'))


@fixture("unique-count-bomb.xlsx")
def unique_count(path):
    def change(parts):
        import re

        parts[STRINGS] = re.sub(rb'uniqueCount="\d+"', b'uniqueCount="20000000000"', parts[STRINGS])

    hostile(path, change, by_libreoffice)


@fixture("inflation-bomb.xlsx")
def inflation(path):
    hostile(path, replace(STRINGS, "</sst>", "<si><t>" + " " * (70 << 20) + "</t></si></sst>"), by_libreoffice)


@fixture("inflation-bomb-of-many-parts.xlsx")
def many_parts(path):
    def change(parts):
        for index in range(5):
            parts[f"xl/media/image{index}.xml"] = b"<a>" + b" " * (60 << 20) + b"</a>"

    hostile(path, change)


@fixture("shared-formula-bomb.xlsx")
def shared_formula(path):
    hostile(path, replace(
        CHILDREN, "</sheetData>",
        '<row r="30"><c r="A30"><f t="shared" ref="A30:XFD1048576" si="4000000000">1+1</f><v>2</v></c></row></sheetData>'))


@fixture("shared-string-in-every-cell.xlsx")
def one_string(path):
    def change(parts):
        text = parts[STRINGS].decode()
        index = text.count("<si>")
        parts[STRINGS] = text.replace("</sst>", "<si><t>" + "x" * 32_767 + "</t></si></sst>").encode()
        cells = f'<row><c t="s"><v>{index}</v></c></row>' * 15_000
        parts[CHILDREN] = parts[CHILDREN].replace(b"</sheetData>", cells.encode() + b"</sheetData>")

    hostile(path, change, by_libreoffice)


@fixture("reversed-dimension.xlsx")
def reversed_dimension(path):
    def change(parts):
        import re

        parts[CHILDREN] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="C9:A1"', parts[CHILDREN])

    hostile(path, change)


@fixture("reversed-merge.xlsx")
def reversed_merge(path):
    hostile(path, replace(CHILDREN, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="C9:A1"/></mergeCells>'))


@fixture("a-million-rows.xlsx")
def million_rows(path):
    hostile(path, replace(CHILDREN, "</sheetData>", "<row><c><v>1</v></c></row>" * 1_000_000 + "</sheetData>"))


@fixture("three-million-cells.xlsx")
def three_million_cells(path):
    hostile(path, replace(CHILDREN, "</sheetData>", ("<row>" + "<c/>" * 1000 + "</row>") * 3_000 + "</sheetData>"))


@fixture("entity-laughs.xlsx")
def laughs(path):
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{levels}]>'

    def change(parts):
        text = parts[STRINGS].decode()
        start = text.index("<sst")
        parts[STRINGS] = (text[:start] + doctype + text[start:].replace("Hoàng Thị Ánh", "&l9;", 1)).encode()

    hostile(path, change, by_libreoffice)


@fixture("entity-of-another-file.xlsx")
def external(path):
    def change(parts):
        text = parts[STRINGS].decode()
        start = text.index("<sst")
        doctype = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        parts[STRINGS] = (text[:start] + doctype + text[start:].replace("Hoàng Thị Ánh", "&x;", 1)).encode()

    hostile(path, change, by_libreoffice)


@fixture("path-that-climbs.xlsx")
def climbs(path):
    def change(parts):
        parts["../../../../tmp/evil.xml"] = b"<a/>"
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace(b"/xl/worksheets/sheet3.xml", b"../../../../../etc/passwd")

    hostile(path, change)


@fixture("relation-to-the-network.xlsx")
def network(path):
    def change(parts):
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace(
            b'"/xl/worksheets/sheet3.xml"', b'"http://example.com/sheet3.xml" TargetMode="External"')

    hostile(path, change)


@fixture("sheet-name-twice.xlsx")
def names_twice(path):
    hostile(path, replace("xl/workbook.xml", "6. Kiến nghị", "5. Câu hỏi"))


@fixture("bad-cells.xlsx")
def bad_cells(path):
    hostile(path, replace(
        CHILDREN, "</sheetData>",
        '<row r="20"><c r="A20" t="e"><v>#SPILL!</v></c><c r="B20" t="zz"><v>1</v></c><c r="C20" t="s"><v>99999</v></c></row></sheetData>'))


@fixture("part-twice.xlsx")
def part_twice(path):
    by_openpyxl(sheets(), path)
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    # Beside the sound part one of the same name in other letters.
    entries.append(("xl/Worksheets/Sheet2.xml", b"<worksheet><dimension ref='C9:A1'/></worksheet>"))
    by_hand(dict(entries), path)


@fixture("xls-cell-in-the-last-corner.xls")
def xls_corner(path):
    def change(book):
        book.get_sheet(1).write(65_535, 255, "x")

    by_xlwt(sheets(), path, change)


def xls(path, change):
    """A sound .xls, with its stream of records changed."""
    by_xlwt(sheets(), path)
    compound(change(stream_of(path)), path)


@fixture("xls-string-count-bomb.xls")
def xls_strings(path):
    def change(stream):
        at = stream.index(b"\xfc\x00", stream.index(b"\x85\x00"))
        return stream[:at + 4] + b"\xff" * 8 + stream[at + 12:]

    xls(path, change)


@fixture("xls-all-sheets-the-same.xls")
def xls_sheets(path):
    def change(stream):
        at = stream.index(b"\x85\x00")
        start = struct.unpack("<I", stream[at + 4:at + 8])[0]
        # Every name of the list points to the first sheet.
        while stream[at:at + 2] == b"\x85\x00":
            stream = stream[:at + 4] + struct.pack("<I", start) + stream[at + 8:]
            at += 4 + struct.unpack("<H", stream[at + 2:at + 4])[0]
        return stream

    xls(path, change)


@fixture("xls-record-too-short.xls")
def xls_short(path):
    def change(stream):
        at = stream.rindex(b"\xfd\x00\x0a\x00")
        return stream[:at] + old(0x00FD, b"\x05") + stream[at:]

    xls(path, change)


@fixture("xls-with-password.xls")
def xls_password(path):
    def change(stream):
        end = 4 + struct.unpack("<H", stream[2:4])[0]
        # The oldest way, XOR: its type is 0.
        return stream[:end] + old(0x002F, struct.pack("<HHH", 0, 0x1234, 0x5678)) + stream[end:]

    xls(path, change)


@fixture("xls-cut-off.xls")
def xls_cut(path):
    by_xlwt(sheets(), path)
    path.write_bytes(path.read_bytes()[:6000])


@fixture("xlsx-cut-off.xlsx")
def xlsx_cut(path):
    by_openpyxl(sheets(), path)
    path.write_bytes(path.read_bytes()[:6000])


@fixture("xlsx-with-password.xlsx")
def xlsx_password(path):
    compound(b"\0" * 5000, path, "EncryptedPackage")


@fixture("xlsb-record-too-short.xlsb")
def xlsb_short(path):
    by_xlsb(sheets(), path)

    def change(parts):
        name = "xl/worksheets/sheet2.bin"
        parts[name] = parts[name].replace(b"\x07\x0c", b"\x07\x02\0\0\x07\x0c", 1)

    change_parts(path, change)


def ods(path, change):
    by_libreoffice(sheets(), path)
    change_parts(path, change)


@fixture("ods-repeated-rows-and-columns.ods")
def ods_repeated(path):
    row = ('<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
           'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>')

    def change(parts):
        text = parts["content.xml"].decode()
        tables = text.split("</table:table>")
        tables[2] += row
        parts["content.xml"] = "</table:table>".join(tables).encode()

    ods(path, change)


@fixture("ods-with-password.ods")
def ods_password(path):
    def change(parts):
        manifest = parts["META-INF/manifest.xml"].decode()
        parts["META-INF/manifest.xml"] = manifest.replace(
            'manifest:media-type="text/xml"/>',
            'manifest:media-type="text/xml"><manifest:encryption-data manifest:checksum-type="SHA1/1K"/></manifest:file-entry>').encode()
        parts["content.xml"] = bytes(range(256)) * 8

    ods(path, change)


@fixture("docx-inflation-bomb.docx")
def docx_bomb(path):
    by_word(["x"], path)

    def change(parts):
        parts["word/document.xml"] = b"<w:document><w:body><w:p><w:r><w:t>" + b" " * (70 << 20)

    change_parts(path, change)


@fixture("docx-tables-in-tables.docx")
def docx_nested(path):
    by_word(["x"], path)

    def change(parts):
        parts["word/document.xml"] = (b"<w:document><w:body>" + b"<w:tbl><w:tr><w:tc>" * 50_000)

    change_parts(path, change)
