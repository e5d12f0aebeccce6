"""What communes type into single cells: births, names, classes, telephone numbers, marks, old fonts, formulas."""

import datetime

from openpyxl.styles import Font

from commune import change, sheets
from writers import by_libreoffice, by_openpyxl, fixture

CHILDREN = "2. DS trẻ em"
CARETAKERS = "3. Người phụ trách"


def with_column(name, column, values):
    """All sheets, with the first records of a column (counted from 1) replaced."""
    made = sheets()
    for row, value in zip(made[name][4:], values):
        row.extend([None] * (column - len(row)))
        row[column - 1] = value
    return made


def formats(name, cells):
    """Sets the number formats of cells."""

    def change_formats(book):
        for cell, number_format in cells.items():
            book[name][cell].number_format = number_format

    return change_formats


@fixture("births-as-text.xlsx")
def births_as_text(path):
    by_openpyxl(with_column(CHILDREN, 4, ["17.06.2012", "SN 2010", "ngày 6 tháng 1 năm 2011", "4-12-11", "tháng 3/2014"]), path)


@fixture("births-as-numbers.xlsx")
def births_as_numbers(path):
    serial = (datetime.date(2010, 2, 23) - datetime.date(1899, 12, 30)).days
    values = [2012, serial, 2011, datetime.date(2011, 12, 4), datetime.date(2014, 3, 22)]
    by_openpyxl(with_column(CHILDREN, 4, values), path, formats(CHILDREN, {"D7": "dd/mm/yyyy"}))


@fixture("births-of-1904.xlsx")
def births_of_1904(path):
    dates = [datetime.date(2012, 6, 17), datetime.date(2010, 2, 23), datetime.date(2011, 1, 6), datetime.date(2011, 12, 4),
             datetime.date(2014, 3, 22)]

    def epoch(book):
        import openpyxl.utils.datetime

        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    by_openpyxl(with_column(CHILDREN, 4, dates), path, epoch)


@fixture("births-as-numbers-of-1904.xlsx")
def births_as_numbers_of_1904(path):
    """Dates that have lost their format, in a workbook that counts days from 1904."""
    import openpyxl.utils.datetime

    mac = openpyxl.utils.datetime.CALENDAR_MAC_1904
    serial = (datetime.date(2010, 2, 23) - mac.date()).days

    def epoch(book):
        book.epoch = mac

    by_openpyxl(with_column(CHILDREN, 4, [2012, serial, str(serial), "04/12/2011", "22/03/2014"]), path, epoch)


@fixture("births-with-day-and-month-in-doubt.xlsx")
def births_in_doubt(path):
    values = [datetime.date(2012, 5, 12), "23/02/2010", "31/02/2011", datetime.date(2011, 4, 12), "22/03/2014"]
    by_openpyxl(with_column(CHILDREN, 4, values), path)


@fixture("ages-and-classes.xlsx")
def ages_and_classes(path):
    made = with_column(CHILDREN, 4, ["17/06/2007", "2008", "06/01/2011", "04/12/2011", "22/03/2014"])
    made[CHILDREN][8][5] = "9A"
    by_openpyxl(made, path)


@fixture("names.xlsx")
def names(path):
    values = ["HOÀNG THỊ ÁNH", "  Nông  Minh Đức ", "Hứa Thị Kiều Oanh (nhóm trưởng)", "Ba\u0300n Phu\u0301c La\u0302m", "em lộc an nhiên"]
    by_openpyxl(with_column(CHILDREN, 2, values), path)


@fixture("names-of-old-fonts.xlsx")
def names_of_old_fonts(path):
    values = ["Hoµng ThÞ Hoa", "N«ng Minh §øc", "Høa ThÞ KiÒu Oanh", "Bµn Phóc L©m", "Léc An Nhiªn"]

    def fonts(book):
        for row in range(5, 10):
            book[CHILDREN][f"B{row}"].font = Font(name=".VnTime")

    by_openpyxl(with_column(CHILDREN, 2, values), path, fonts)


@fixture("names-of-old-fonts-unnamed.xlsx")
def names_of_old_fonts_unnamed(path):
    values = ["Hoµng ThÞ Hoa", "N«ng Minh §øc", "Høa ThÞ KiÒu Oanh", "Bµn Phóc L©m", "Léc An Nhiªn"]
    by_openpyxl(with_column(CHILDREN, 2, values), path)


@fixture("names-lost.xlsx")
def names_lost(path):
    by_openpyxl(with_column(CHILDREN, 2, ["Ho?ng Th? ?nh"]), path)


@fixture("phones.xlsx")
def phones(path):
    made = with_column(CARETAKERS, 7, [900000127, "+84 900.000.128"])
    made["1. Thông tin đơn vị"][6][1] = "0900.000.127 - 0900 000 129"
    by_openpyxl(made, path)


@fixture("phone-too-short.xlsx")
def phone_too_short(path):
    by_openpyxl(with_column(CARETAKERS, 7, ["0900 000 12"]), path)


@fixture("genders.xlsx")
def genders(path):
    by_openpyxl(with_column(CHILDREN, 3, ["nữ ", "Nam", "Nu", 1, None]), path)


@fixture("classes.xlsx")
def classes(path):
    made = with_column(CHILDREN, 6, ["Lớp 6B", "8 A", datetime.date(2024, 1, 7), "VII", "Khối 4"])
    by_openpyxl(made, path)


@fixture("school-spellings.xlsx")
def school_spellings(path):
    by_openpyxl(with_column(CHILDREN, 7, ["Trường THCS xã Tri Lễ", "THCS Tri Lễ", "Trường Trung học cơ sở Tri Lễ"]), path)


@fixture("schools-by-alias.xlsx")
def schools_by_alias(path):
    """The commune whose school is in the list of the example."""
    made = with_column(CHILDREN, 7, ["Trường PTDTBT TH&THCS xã Hữu Lễ", "PTDTBT TH&THCS Hữu Lễ", "TH và THCS Hữu Lễ",
                                     "Trường PTDTBT TH&THCS Hữi Lễ", "Trường Tiểu học Hữu Lễ"])
    for rows in made.values():
        rows[0] = ["ỦY BAN NHÂN DÂN XÃ HỮU LỄ"]
    made["1. Thông tin đơn vị"][3][1] = "Xã Hữu Lễ"
    by_openpyxl(made, path)


@fixture("achievements.xlsx")
def achievements(path):
    by_openpyxl(with_column(CHILDREN, 8, ["HSG, giải Ba cấp huyện", "HS Giỏi", "HSTT", "Đạt", "HTXSNV"]), path)


@fixture("two-askers.xlsx")
def two_askers(path):
    by_openpyxl(change("2.", 6, 9, "Đặt câu hỏi"), path)


@fixture("too-few-children.xlsx")
def too_few_children(path):
    made = sheets()
    made[CHILDREN] = made[CHILDREN][:8]
    by_openpyxl(made, path)


@fixture("formulas.xlsx")
def formulas(path):
    made = sheets()
    made[CHILDREN][4][7] = "=UPPER(\"Tốt\")"
    made[CHILDREN][5][7] = "#REF!"
    by_openpyxl(made, path)


@fixture("formulas-calculated.xlsx")
def formulas_calculated(path):
    made = sheets()
    made[CHILDREN][4][7] = "=\"Tốt\""
    made[CHILDREN][5][7] = "=1/0"
    by_libreoffice(made, path)


@fixture("amounts-in-words-and-dots.xlsx")
def amounts(path):
    made = sheets()
    made["8. Kết quả DĐ cấp xã"] += [["Số quà", "62 suất"], ["Kinh phí từ ngân sách xã", "6.500.000đ"],
                                     ["Kinh phí xã hội hóa", "4,5 triệu đồng"]]
    by_openpyxl(made, path)


@fixture("consents.xlsx")
def consents(path):
    by_openpyxl(with_column(CHILDREN, 10, ["có đủ", "đã nộp", "x", "để hỏi lại", None]), path)


@fixture("caretaker-is-child.xlsx")
def caretaker_is_child(path):
    by_openpyxl(with_column(CARETAKERS, 2, ["Hoàng Thị Ánh"]), path)


@fixture("poster-in-words.xlsx")
def poster_in_words(path):
    made = sheets()
    made["7. Tranh cổ động"][4][4:7] = ["khổ A0 có khung", "đã đóng khung", "chưa ghi tên"]
    by_openpyxl(made, path)


@fixture("numbering-broken.xlsx")
def numbering_broken(path):
    by_openpyxl(with_column(CHILDREN, 1, [1, 1, None, "3.", 7]), path)


@fixture("commune-forum-late.xlsx")
def commune_forum_late(path):
    by_openpyxl(change("8.", 4, 2, datetime.date(2024, 8, 18)), path)


@fixture("commune-forum-future.xlsx")
def commune_forum_future(path):
    by_openpyxl(change("8.", 4, 2, "9/8/2025"), path)


@fixture("data-far-below.xlsx")
def data_far_below(path):
    def far(book):
        book[CHILDREN]["B1048576"] = "Triệu Văn Xa"

    by_openpyxl(sheets(), path, far)


@fixture("text-that-begins-like-a-formula.xlsx")
def text_like_a_formula(path):
    def text(book):
        cell = book["6. Kiến nghị"]["B5"]
        cell.value = "=HYPERLINK(\"http://example.com\";\"Xây bể bơi\")"
        cell.data_type = "s"

    by_openpyxl(sheets(), path, text)


@fixture("form-of-last-year.xlsx")
def form_of_last_year(path):
    def meta(book):
        page = book.create_sheet("_META")
        for row in [("form", "diendan-mau-dang-ky"), ("version", "1"), ("unit", "06313"), ("year", "2022")]:
            page.append(row)
        page.sheet_state = "veryHidden"

    by_openpyxl(sheets(), path, meta)


@fixture("name-and-birth-in-one-cell.xlsx")
def name_and_birth(path):
    """As the heading asks for it, and where it does not."""
    made = sheets()
    spelt = ["{} ({})", "{} - {}", "{}, sinh ngày {}", "{} SN {}", "{}\n({})"]
    rows = made[CHILDREN]
    rows[3][1] = "Họ và tên, năm sinh"
    for row, form in zip(rows[4:], spelt):
        row[1] = form.format(row[1], row[3])
    made[CHILDREN] = [row[:3] + row[4:] for row in rows]
    grown_ups = made[CARETAKERS]
    for row, form in zip(grown_ups[4:], ["{} SN {}", "{} ({})"]):
        row[1], row[2] = form.format(row[1], row[2]), None
    by_openpyxl(made, path)


@fixture("name-and-another-birth-in-one-cell.xlsx")
def name_and_another_birth(path):
    """Births in both columns: the same, another, one that nobody can read; and numbers that are none."""
    made = sheets()
    names = ["Hoàng Thị Ánh (2012)", "Nông Minh Đức (2011)", "Hứa Thị Kiều Oanh (06/01/2011)", "Bàn Phúc Lâm (HSG 2023)",
             "Lộc An Nhiên - 10 tuổi"]
    for row, name in zip(made[CHILDREN][4:], names):
        row[1] = name
    made[CHILDREN][6][3] = "không rõ"
    made[CHILDREN][7][3] = None
    by_openpyxl(made, path)
