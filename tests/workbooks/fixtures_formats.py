"""The same commune in every format that is read, and formats that are not."""

import xlwt

from binary import by_biff5, by_xlsb
from commune import sheets
from writers import by_libreoffice, by_openpyxl, by_xlwt, fixture


@fixture("whole.xlsx")
def whole(path):
    by_openpyxl(sheets(), path)


@fixture("whole-by-libreoffice.xlsx")
def whole_by_libreoffice(path):
    by_libreoffice(sheets(), path)


@fixture("xls-biff8.xls")
def xls_biff8(path):
    by_xlwt(sheets(), path)


@fixture("xls-biff8-by-libreoffice.xls")
def xls_by_libreoffice(path):
    by_libreoffice(sheets(), path)


@fixture("ods.ods")
def ods(path):
    by_libreoffice(sheets(), path)


@fixture("xlsx-called-xls.xls")
def xlsx_called_xls(path):
    by_openpyxl(sheets(), path)


@fixture("xlsb.xlsb")
def xlsb(path):
    by_xlsb(sheets(), path)


@fixture("xls-biff5-code-page-1258.xls")
def biff5(path):
    by_biff5(sheets(), path)


@fixture("xls-biff5-wrong-code-page.xls")
def biff5_wrong_page(path):
    """The bytes are of code page 1258; the file says 1252."""
    by_biff5(sheets(), path, page=1252)


@fixture("properties-and-comments.xlsx")
def properties_and_comments(path):
    """What goes along unseen: who wrote it, where it lies, what somebody remarked on a child."""
    from openpyxl.comments import Comment

    def change(book):
        book.properties.creator = "Triệu Thị Kín"
        book.properties.lastModifiedBy = "Triệu Thị Kín"
        book.properties.description = "Hồ sơ riêng của em Ánh"
        comment = Comment("Hoàn cảnh riêng: bố mẹ ly hôn", "Triệu Thị Kín")
        book["2. DS trẻ em"]["B5"].comment = comment

    by_openpyxl(sheets(), path, change)


# ---- What only some formats can say: fonts, hidden rows, columns and sheets, merged cells, struck letters, 1904 ----

OLD_FONT = [
    ["UBND x· Tri LÔ"],
    ["TT", "Hä vµ tªn", "Giíi tÝnh", "N¨m sinh", "Líp", "Tr­êng"],
    [1, "Hoµng ThÞ ¸nh", "N÷", 2012, "6B", "Tr­êng THCS x· Tri LÔ"],
    [2, "N«ng Minh §øc", "Nam", 2010, "8A", "Tr­êng THCS x· Tri LÔ"],
]


@fixture("xls-old-font.xls")
def xls_old_font(path):
    style = xlwt.easyxf("font: name .VnTime")

    def change(book):
        for r, row in enumerate(OLD_FONT):
            for c, value in enumerate(row):
                book.get_sheet(0).write(r, c, value, style)

    by_xlwt({"DS": OLD_FONT}, path, change)


@fixture("xls-biff5-old-font.xls")
def biff5_old_font(path):
    """The code page is Vietnamese, but letters of .VnTime lie in the places of Latin ones."""
    by_biff5({"DS": OLD_FONT}, path, font=".VnTime", encode=lambda text: text.encode("cp1252"))


@fixture("xlsb-old-font.xlsb")
def xlsb_old_font(path):
    places = {("DS", r, c): ".VnTime" for r, row in enumerate(OLD_FONT, 1) for c in range(1, len(row) + 1)}
    by_xlsb({"DS": OLD_FONT}, path, fonts=places)


@fixture("ods-old-font.ods")
def ods_old_font(path):
    from openpyxl.styles import Font

    def change(book):
        for row in book.active.iter_rows():
            for cell in row:
                cell.font = Font(name=".VnTime")

    by_libreoffice({"DS": OLD_FONT}, path, change)


def hide(book):
    """A row and a column of the children hidden, a child struck out, a school merged over five rows, the poster's sheet hidden."""
    from openpyxl.styles import Font

    page = book["2. DS trẻ em"]
    page.row_dimensions[6].hidden = True
    page.column_dimensions["H"].hidden = True
    for cell in page[7]:
        cell.font = Font(strike=True)
    page.merge_cells("G5:G8")
    book["7. Tranh cổ động"].sheet_state = "hidden"


@fixture("hidden-struck-merged.xlsx")
def hidden_xlsx(path):
    by_openpyxl(sheets(), path, hide)


@fixture("hidden-struck-merged.xls")
def hidden_xls(path):
    by_libreoffice(sheets(), path, hide)


@fixture("hidden-struck-merged.ods")
def hidden_ods(path):
    by_libreoffice(sheets(), path, hide)


@fixture("xlsb-hidden.xlsb")
def hidden_xlsb(path):
    by_xlsb(sheets(), path, hidden=["7. Tranh cổ động"], hidden_rows={"2. DS trẻ em": [6]})


def real_dates(made):
    import datetime

    for row in made["2. DS trẻ em"][4:]:
        day, month, year = map(int, row[3].split("/"))
        row[3] = datetime.date(year, month, day)
    return made


def from_1904(book):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904


@fixture("dates-of-1904.xlsx")
def dates_1904_xlsx(path):
    by_openpyxl(real_dates(sheets()), path, from_1904)


@fixture("dates-of-1904.xls")
def dates_1904_xls(path):
    by_libreoffice(real_dates(sheets()), path, from_1904)


@fixture("dates-of-1904.xlsb")
def dates_1904_xlsb(path):
    by_xlsb(real_dates(sheets()), path, from_1904=True)


@fixture("dates.ods")
def dates_ods(path):
    by_libreoffice(real_dates(sheets()), path)


def formulas(book):
    book["2. DS trẻ em"]["B5"] = '=CONCATENATE("Hoàng Thị ","Ánh")'
    book["2. DS trẻ em"]["B6"] = "=1/0"
    book["8. Kết quả DĐ cấp xã"]["B6"] = "=60+2"


@fixture("formulas-without-results.xlsx")
def uncached_xlsx(path):
    by_openpyxl(sheets(), path, formulas)


@fixture("formulas-without-results.xls")
def uncached_xls(path):
    def change(book):
        book.get_sheet(1).write(4, 1, xlwt.Formula('CONCATENATE("Hoàng Thị ";"Ánh")'))
        book.get_sheet(1).write(5, 1, xlwt.Formula("1/0"))
        book.get_sheet(7).write(5, 1, xlwt.Formula("60+2"))

    by_xlwt(sheets(), path, change)


@fixture("formulas-with-results.xls")
def cached_xls(path):
    by_libreoffice(sheets(), path, formulas)


@fixture("formulas-with-results.ods")
def cached_ods(path):
    by_libreoffice(sheets(), path, formulas)
