"""Lists of persons that are no tables of one row each: turned on their side, or a form for each person."""

import datetime

from commune import HEAD, sheets
from writers import by_libreoffice, by_openpyxl, by_word, fixture

CHILDREN = "2. DS trẻ em"
CARETAKERS = "3. Người phụ trách"

THCS = "Trường THCS xã Tri Lễ"
TH = "Trường Tiểu học xã Tri Lễ"
TWELVE = [
    ["Hoàng Thị Ánh", "Nữ", "17/06/2012", "Tày", "6B", THCS, "Tốt", "Đặt câu hỏi"],
    ["Nông Minh Đức", "Nam", "23/02/2010", "Tày", "8A", THCS, "Khá", "Biểu diễn"],
    ["Hứa Thị Kiều Oanh", "Nữ", "06/01/2011", "Nùng", "7A", THCS, "Tốt", "Biểu diễn"],
    ["Bàn Phúc Lâm", "Nam", "04/12/2011", "Dao", "7B", THCS, "Khá", "Biểu diễn"],
    ["Lộc An Nhiên", "Nữ", "22/03/2014", "Nùng", "4B", TH, "Hoàn thành xuất sắc", "Biểu diễn"],
    ["Lý Văn Sơn", "Nam", "09/09/2012", "Nùng", "6A", THCS, "Tốt", "Biểu diễn"],
    ["Triệu Mùi Pham", "Nữ", "30/10/2013", "Dao", "5A", TH, "Hoàn thành tốt", "Biểu diễn"],
    ["Hoàng Gia Bảo", "Nam", "11/05/2010", "Tày", "8B", THCS, "Khá", "Biểu diễn"],
    ["Nông Thị Hòa Bình", "Nữ", "25/07/2011", "Tày", "7A", THCS, "Tốt", "Biểu diễn"],
    ["Lương Đức Mạnh", "Nam", "02/02/2012", "Nùng", "6B", THCS, "Đạt", "Biểu diễn"],
    ["Mã Thị Thu", "Nữ", "14/08/2010", "Nùng", "8A", THCS, "Tốt", "Biểu diễn"],
    ["Vy Quang Huy", "Nam", "19/11/2011", "Nùng", "7B", THCS, "Khá", "Biểu diễn"],
]
LABELS = ["Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Học sinh lớp", "Trường", "Thành tích học tập", "Nhiệm vụ"]


def day(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()


def turned(rows):
    """A list with its heading, turned on its side."""
    width = max(len(row) for row in rows)
    padded = [row + [None] * (width - len(row)) for row in rows]
    return [list(column) for column in zip(*padded)]


@fixture("children-turned-on-their-side.xlsx")
def children_turned(path):
    """Children and grown-ups, each in a column; the school of four is one merged cell, the column of one is hidden."""
    made = sheets()
    for name in [CHILDREN, CARETAKERS]:
        made[name] = made[name][:3] + turned(made[name][3:])
    for column in range(1, 6):
        made[CHILDREN][6][column] = day(made[CHILDREN][6][column])
    made[CHILDREN] += [[], [None] * 3 + ["Tri Lễ, ngày 12 tháng 8 năm 2024"], [None] * 3 + ["TM. UBND XÃ"], [],
                       [None] * 3 + ["Hoàng Văn Lịch"]]

    def change(book):
        page = book[CHILDREN]
        page.merge_cells("B10:E10")
        page.column_dimensions["D"].hidden = True

    by_openpyxl(made, path, change)


@fixture("labels-of-two-levels-on-their-side.xlsx")
def levels_turned(path):
    """Labels in two columns, substitutes in the last column, and what nobody can name."""
    made = sheets()
    children = made[CHILDREN][4:]
    rows = [["1", "Họ và tên", None] + [row[1] for row in children] + ["Lý Văn Sơn"],
            ["2", "Năm sinh", "Nam"] + [row[3] if row[2] == "Nam" else None for row in children] + [2012],
            [None, None, "Nữ"] + [row[3] if row[2] == "Nữ" else None for row in children],
            ["3", "Học sinh", "Lớp"] + [row[5] for row in children] + ["6A"],
            [None, None, "Trường"] + [row[6] for row in children] + [THCS],
            ["4", "Thành tích học tập", None] + [row[7] for row in children] + ["Tốt"],
            ["5", "Nhiệm vụ", None] + [row[8] for row in children],
            ["6", "Chiều cao", None, 140, 152, 148, None, 131, 150]]
    head = [None, "Nội dung", None] + [f"Em thứ {number}" for number in range(1, 6)] + ["Dự phòng"]
    made[CHILDREN] = [[HEAD], ["DANH SÁCH TRẺ EM"], [], head] + rows

    def change(book):
        page = book[CHILDREN]
        for area in ["B5:C5", "B6:B7", "B8:B9", "B10:C10", "B11:C11", "B12:C12"]:
            page.merge_cells(area)

    by_openpyxl(made, path, change)


def form(child, number):
    """The form of one child, label and value beside each other."""
    values = [child[0], child[1], day(child[2]) if number % 2 else child[2], *child[3:]]
    rows = [[HEAD], ["PHIẾU THÔNG TIN TRẺ EM THAM DỰ DIỄN ĐÀN"], [], [None, "Nội dung", "Thông tin", "Hướng dẫn điền"]]
    rows += [[place, label, value] for place, (label, value) in enumerate(zip(LABELS, values), 1)]
    rows[4].append("Viết hoa có dấu")
    rows[6].append("Ngày/tháng/năm")
    rows += [[9, "Phiếu đồng ý của cha mẹ", "Có"], [10, "Trẻ đồng ý tham gia", "Có"], [None, "THÔNG TIN CHA MẸ"],
             [11, "Họ và tên", "Nông Văn Cha"], [12, "Năm sinh", 1980], [13, "Điện thoại", "0900 000 131"]]
    rows += [[14, "Sở thích", "Vẽ" if number == 2 else None], [], [None, None, "Tri Lễ, ngày 12 tháng 8 năm 2024"],
             [None, "Người lập phiếu", "Xác nhận của trường"], [], [None, "Hứa Văn Nghiệp", "Lộc Thị Mến"]]
    return rows


def forms():
    made = {child[0]: form(child, number) for number, child in enumerate(TWELVE)}
    made["Phiếu trống"] = form([None] * 8, 0)
    made["Phiếu trống"][12:14] = [[9, "Phiếu đồng ý của cha mẹ"], [10, "Trẻ đồng ý tham gia"]]
    return made


@fixture("form-for-each-child.xlsx")
def form_for_each(path):
    """Twelve sheets named after the children, one of them lacking a birth and another a label; a form that was left empty."""
    made = sheets()
    kept = {name: rows for name, rows in made.items() if name != CHILDREN}
    every = forms()
    every["Lý Văn Sơn"][6][2] = None
    del every["Mã Thị Thu"][10]
    del every["Phiếu trống"][6][2:]
    by_openpyxl({**kept, **every}, path)


@fixture("form-for-each-child.docx")
def form_for_each_in_word(path):
    """A table for each of five children, and for each of two grown-ups; questions as usual."""
    made = sheets()
    parts = ["ỦY BAN NHÂN DÂN XÃ TRI LỄ", "DANH SÁCH THAM GIA DIỄN ĐÀN TRẺ EM NĂM 2024"]
    for name, title in [(CHILDREN, "Phiếu của trẻ em"), (CARETAKERS, "Phiếu của người phụ trách")]:
        labels = made[name][3][1:]
        for number, row in enumerate(made[name][4:], 1):
            values = row[1:] + [None] * len(labels)
            parts += [f"{title} số {number}", [list(pair) for pair in zip(labels, values)]]
    parts += ["Câu hỏi của trẻ em", made["5. Câu hỏi"][3:], "Tri Lễ, ngày 15 tháng 8 năm 2024"]
    by_word(parts, path)


@fixture("forms-below-each-other.xlsx")
def forms_below(path):
    """Label and value in one cell, some two to a cell; those of the grown-ups stand two beside each other."""
    made = sheets()
    rows = [[HEAD], ["DANH SÁCH TRẺ EM DỰ DIỄN ĐÀN"]]
    for number, row in enumerate(made[CHILDREN][4:], 1):
        rows += [[], [f"PHIẾU SỐ {number}"], ["Đơn vị: Xã Tri Lễ"], [f"1. Họ và tên: {row[1]}"],
                 [f"2. Ngày sinh: {row[3]}          Giới tính: {row[2]}"], [f"3. Dân tộc: {row[4]}"],
                 [f"4. Học sinh lớp: {row[5]}; Trường: {row[6]}"], [f"5. Thành tích học tập: .......{row[7]}......."],
                 [f"6. Nhiệm vụ: {row[8]}"], [f"7. Phiếu đồng ý của cha mẹ: {row[9]}"], [f"8. Trẻ đồng ý tham gia: {row[10]}"],
                 ["9. Ghi chú: …………………"], [None, "Tri Lễ, ngày 12 tháng 8 năm 2024"], [None, "NGƯỜI LẬP BIỂU"]]
    made[CHILDREN] = rows
    labels = made[CARETAKERS][3][1:]
    first, second = [row[1:] for row in made[CARETAKERS][4:]]
    made[CARETAKERS] = made[CARETAKERS][:3] + [
        [f"{label}: {one}", None, f"{label}: {other}"] for label, one, other in zip(labels, first, second)]
    by_libreoffice(made, path)


@fixture("forms-of-two-communes.xlsx")
def forms_of_two(path):
    """The forms of two communes in turn; nothing of one may come to the other."""
    made = {}
    for number, child in enumerate(TWELVE[:6]):
        made[f"Em {number + 1}"] = form(child, number)
        made[f"Em {number + 1}"][0] = ["ỦY BAN NHÂN DÂN XÃ HỮU LỄ"] if number % 2 else [HEAD]
    made["Em 6"][0] = []
    by_openpyxl(made, path)


@fixture("forms-with-questions.xlsx")
def forms_with_questions(path):
    """What the children ask and wish stands in their forms."""
    made = sheets()
    asked = {0: "Bao giờ chúng em được học bơi trong dịp hè?", 3: "Khu bán trú đã hết chỗ, các bạn nhà xa sẽ ở đâu?"}
    kept = {name: rows for name, rows in made.items() if name not in [CHILDREN, "5. Câu hỏi", "6. Kiến nghị"]}
    for number, child in enumerate(TWELVE[:5]):
        rows = form(child, number)
        rows[14:18] = [[None, "Ý kiến của cha mẹ", "Đồng ý"], [None, "Câu hỏi", asked.get(number)],
                       [None, "Kiến nghị", "Chúng em mong khu bán trú được xây thêm phòng." if number == 1 else None]]
        kept[f"Em {number + 1}"] = rows
    by_openpyxl(kept, path)


@fixture("forms-that-are-no-list.xlsx")
def no_list(path):
    """Beside the list: letters of consent, whom to call, an empty form to copy. All has labels of the list."""
    made = sheets()
    for number, child in enumerate(TWELVE[:2], 1):
        made[f"Đồng ý {number}"] = [
            [HEAD], ["PHIẾU ĐỒNG Ý CHO TRẺ EM THAM GIA DIỄN ĐÀN"], [], ["Họ và tên trẻ", child[0]], ["Ngày sinh", child[2]],
            ["Lớp", child[4]], ["Trường", child[5]], ["Họ và tên cha (mẹ)", "Hoàng Văn Cha"], ["Điện thoại", "0900 000 132"]]
    made["Liên hệ"] = [["THÔNG TIN LIÊN HỆ"], ["Họ và tên", "Hứa Văn Nghiệp"], ["Chức vụ", "Công chức"],
                       ["Đơn vị công tác", "UBND xã Tri Lễ"], ["Điện thoại", "0900 000 127"]]
    made["Phiếu"] = [["PHIẾU THÔNG TIN TRẺ EM"]] + [[label] for label in LABELS]
    by_openpyxl(made, path)
