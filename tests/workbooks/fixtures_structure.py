"""What communes do to the form: headings, groups, decoys, several units, several versions, several texts in a cell."""

import openpyxl.styles

from commune import HEAD, change, sheets
from writers import by_libreoffice, by_openpyxl, fixture

CHILDREN = "2. DS trẻ em"
CARETAKERS = "3. Người phụ trách"
QUESTIONS = "5. Câu hỏi"
RECOMMENDATIONS = "6. Kiến nghị"


def people(name):
    """The rows below the heading of a list."""
    return sheets()[name][4:]


def with_list(name, rows):
    made = sheets()
    made[name] = rows
    return made


@fixture("title-block-above.xlsx")
def title_block_above(path):
    rows = sheets()[CHILDREN]
    block = [
        [None] * 3 + ["Mẫu số 02"],
        [HEAD, None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 45/QĐ-UBND", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [], [None, None, None, None, None, "Tri Lễ, ngày 12 tháng 8 năm 2024"], [],
        ["DANH SÁCH TRÍCH NGANG"], ["(Kèm theo Quyết định số 45/QĐ-UBND ngày 12/8/2024 của UBND xã Tri Lễ)"], [],
    ]
    by_openpyxl(with_list(CHILDREN, block + rows[3:]), path)


@fixture("heading-in-two-rows.xlsx")
def heading_in_two_rows(path):
    rows = [[HEAD], ["DANH SÁCH TRẺ EM"], [],
            ["STT", "Họ và tên", "Năm sinh", None, "Học sinh", None, "Thành tích HT", "Nhiệm vụ"],
            [None, None, "Nam", "Nữ", "Lớp", "Trường"]]
    for row in people(CHILDREN):
        born = [row[3], None] if row[2] == "Nam" else [None, row[3]]
        rows.append([row[0], row[1], *born, row[5], row[6], row[7], row[8]])

    def merge(book):
        page = book[CHILDREN]
        for area in ["A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5", "H4:H5"]:
            page.merge_cells(area)

    by_openpyxl(with_list(CHILDREN, rows), path, merge)


@fixture("heading-in-two-rows-not-merged.xlsx")
def heading_in_two_rows_not_merged(path):
    rows = [["DANH SÁCH TRẺ EM XÃ TRI LỄ"], [],
            ["STT", "Họ và tên", "Giới tính", None, "Ngày, tháng, năm sinh", "Học sinh", None, "Thành tích"],
            [None, None, "Nam", "Nữ", None, "Lớp", "Trường"]]
    for row in people(CHILDREN):
        marks = ["x", None] if row[2] == "Nam" else [None, "x"]
        rows.append([row[0], row[1], *marks, row[3], row[5], row[6], row[7]])
    by_libreoffice(with_list(CHILDREN, rows), path)


@fixture("heading-in-three-rows.xlsx")
def heading_in_three_rows(path):
    rows = [["DANH SÁCH TRẺ EM"],
            ["TT", "Thông tin của trẻ em", None, None, None, None, None, "Kết quả"],
            [None, "Họ và tên", "Ngày sinh", None, None, "Đang học", None, "Thành tích học tập"],
            [None, None, "Ngày", "Tháng", "Năm", "Lớp", "Trường"]]
    for row in people(CHILDREN):
        day, month, year = row[3].split("/")
        rows.append([row[0], row[1], int(day), int(month), int(year), row[5], row[6], row[7]])

    def merge(book):
        for area in ["A2:A4", "B2:G2", "B3:B4", "C3:E3", "F3:G3", "H3:H4"]:
            book[CHILDREN].merge_cells(area)

    by_openpyxl(with_list(CHILDREN, rows), path, merge)


@fixture("name-in-two-columns.xlsx")
def name_in_two_columns(path):
    rows = [["DANH SÁCH TRẺ EM"], ["TT", "Họ và đệm", "Tên", "Năm sinh", "Lớp", "Trường", "Thành tích"]]
    for row in people(CHILDREN):
        family, given = row[1].rsplit(" ", 1)
        rows.append([row[0], family, given, row[3], row[5], row[6], row[7]])
    made = with_list(CHILDREN, rows)
    adults = [["TT", "Họ và tên", None, "Năm sinh", "Chức vụ", "Đơn vị công tác", "Điện thoại"]]
    for row in people(CARETAKERS):
        family, given = row[1].rsplit(" ", 1)
        adults.append([row[0], family, given, row[2], row[4], row[5], row[6]])
    made[CARETAKERS] = adults
    by_openpyxl(made, path, lambda book: book[CARETAKERS].merge_cells("B1:C1"))


@fixture("columns-renamed-and-moved.xlsx")
def columns_renamed_and_moved(path):
    rows = [["DANH SÁCH"], ["Trường đang học", "HỌ TÊN HỌC SINH", "Hs lớp", "Số thẻ BHYT", "Sinh ngày", "Nam/nữ", "Thành tích HT",
                            "Họ tên cha", "Phân công", "STT"]]
    for row in people(CHILDREN):
        rows.append([row[6], row[1], row[5], "GD420" + str(row[0]), row[3], row[2], row[7], "Nguyễn Văn Cha", row[8], row[0]])

    def hide(book):
        book[CHILDREN].column_dimensions["F"].hidden = True

    by_openpyxl(with_list(CHILDREN, rows), path, hide)


@fixture("heading-misspelt.xlsx")
def heading_misspelt(path):
    rows = sheets()[CHILDREN]
    rows[3][7] = "Thành tíchh học tậpp"
    rows[3][5] = "Học sịnh lớpp"
    by_openpyxl(with_list(CHILDREN, rows), path)


@fixture("class-and-school-in-one-column.xlsx")
def class_and_school_in_one_column(path):
    rows = [["DANH SÁCH TRẺ EM"], ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Học sinh lớp, trường", "Thành tích"]]
    for row in people(CHILDREN):
        rows.append([row[0], row[1], row[2], row[3], f"Lớp {row[5]}, {row[6]}", row[7]])
    by_openpyxl(with_list(CHILDREN, rows), path)


@fixture("position-and-workplace-in-one-column.xlsx")
def position_and_workplace_in_one_column(path):
    rows = [["DANH SÁCH NGƯỜI PHỤ TRÁCH"], ["TT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị công tác", "Điện thoại"]]
    rows += [[row[0], row[1], row[2], f"{row[4]}, {row[5]}", row[6]] for row in people(CARETAKERS)]
    by_openpyxl(with_list(CARETAKERS, rows), path)


@fixture("signatures-and-totals-below.xlsx")
def signatures_and_totals_below(path):
    rows = sheets()[CHILDREN] + [
        [None, "Tổng cộng: 05 em"], ["(Danh sách này có 05 em)"], [],
        [None] * 6 + ["Tri Lễ, ngày 12 tháng 8 năm 2024"],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
        [None] * 6 + ["KT. CHỦ TỊCH"], [None] * 6 + ["PHÓ CHỦ TỊCH"], [], [],
        [None, "Hứa Văn Nghiệp", None, None, None, None, "Hoàng Văn Lịch"],
    ]
    by_openpyxl(with_list(CHILDREN, rows), path)


@fixture("groups-in-one-table.xlsx")
def groups_in_one_table(path):
    rows = [["DANH SÁCH ĐOÀN XÃ TRI LỄ"], [],
            ["TT", "Họ và tên", "Năm sinh", "Học sinh lớp (chức vụ)", "Trường học (đơn vị công tác)", "Thành tích học tập", "Ghi chú"],
            ["I", "Trẻ em"]]
    rows += [[row[0], row[1], row[3], row[5], row[6], row[7], "Đặt câu hỏi" if row[0] == 1 else None] for row in people(CHILDREN)]
    rows += [[None, "Cộng: 05"], ["II", "Người phụ trách"]]
    rows += [[row[0], row[1], row[2], row[4], row[5]] for row in people(CARETAKERS)]
    rows += [[], [None] * 4 + ["Tri Lễ, ngày 12 tháng 8 năm 2024"], [None] * 4 + ["CHỦ TỊCH"]]
    made = sheets()
    del made[CARETAKERS]
    made[CHILDREN] = rows
    by_openpyxl(made, path)


@fixture("groups-row-by-row.xlsx")
def groups_row_by_row(path):
    rows = [["DANH SÁCH ĐOÀN"], ["TT", "Họ và tên", "Năm sinh", "Lớp", "Trường", "Thành tích", "Chức vụ", "Đơn vị công tác", "Số ĐT"]]
    rows += [[row[0], row[1], row[3], row[5], row[6], row[7]] for row in people(CHILDREN)]
    rows += [[row[0] + 5, row[1], row[2], None, None, None, row[4], row[5], row[6]] for row in people(CARETAKERS)]
    made = sheets()
    del made[CARETAKERS]
    made[CHILDREN] = rows
    by_libreoffice(made, path)


@fixture("everything-on-one-sheet.xlsx")
def everything_on_one_sheet(path):
    made = sheets()
    rows = [["PHIẾU ĐĂNG KÝ CỦA XÃ TRI LỄ"], []]
    for number, title in enumerate(["Danh sách trẻ em", "Người phụ trách", "Tiết mục", "Câu hỏi", "Kiến nghị", "Tranh cổ động"]):
        source = [CHILDREN, CARETAKERS, "4. Tiết mục", QUESTIONS, RECOMMENDATIONS, "7. Tranh cổ động"][number]
        rows += [[f"{number + 1}. {title.upper()}"]] + made[source][3:] + [[]]
    rows += [[None, None, None, "Tri Lễ, ngày 12 tháng 8 năm 2024"], [None, None, None, "TM. UBND XÃ"]]
    kept = {name: made[name] for name in ["1. Thông tin đơn vị", "8. Kết quả DĐ cấp xã"]}
    by_openpyxl({"Sheet1": rows, **kept}, path)


@fixture("sheets-renamed-and-shuffled.xlsx")
def sheets_renamed_and_shuffled(path):
    made = sheets()
    names = {"1. Thông tin đơn vị": "Sheet1", CHILDREN: "DS", CARETAKERS: "Sheet3", QUESTIONS: "Trang 5"}
    shuffled = {names.get(name, name): rows for name, rows in sorted(made.items(), reverse=True)}
    by_openpyxl({"Sheet2": [], **shuffled, "Sheet9": []}, path)


@fixture("sheet-copied.xlsx")
def sheet_copied(path):
    made = sheets()
    made["2. DS trẻ em (2)"] = [row[:] for row in made[CHILDREN]]
    made["2. DS trẻ em (2)"][4][1] = "Hoàng Thị Ảnh"
    by_openpyxl(made, path)


@fixture("sheet-copied-unchanged.xlsx")
def sheet_copied_unchanged(path):
    made = sheets()
    made["2. DS trẻ em (2)"] = made[CHILDREN]
    by_openpyxl(made, path)


@fixture("sheet-titled-last-year.xlsx")
def sheet_titled_last_year(path):
    by_openpyxl(change("2.", 2, 1, "DANH SÁCH TRẺ EM THAM DỰ DIỄN ĐÀN NĂM 2022"), path)


@fixture("sheet-of-last-year.xlsx")
def sheet_of_last_year(path):
    old = [[HEAD], ["DANH SÁCH TRẺ EM THAM DỰ DIỄN ĐÀN NĂM 2022"], [], sheets()[CHILDREN][3],
           [1, "Nông Thị Cũ", "Nữ", "2009", "Tày", "7A", "Trường THCS xã Tri Lễ", "Khá", "Đặt câu hỏi", "Có", "Có"]]
    by_openpyxl({"DS 2022": old, **sheets()}, path)


@fixture("sheet-with-an-example.xlsx")
def sheet_with_an_example(path):
    example = [["HƯỚNG DẪN ĐIỀN MẪU"], sheets()[CHILDREN][3],
               [1, "Nguyễn Văn Mẫu", "Nam", "01/01/2012", "Kinh", "6A", "Trường THCS A", "Tốt", "Biểu diễn", "Có", "Có"]]
    made = {"Hướng dẫn": example, **sheets()}
    made[CHILDREN].insert(4, ["VD", "Trần Văn Ví Dụ", "Nam", "01/01/2012", "Kinh", "6A", "Trường THCS A", "Tốt"])
    by_openpyxl(made, path)


@fixture("sheet-hidden.xlsx")
def sheet_hidden(path):
    draft = [row[:] for row in sheets()[CHILDREN]]
    draft[4][1] = "Nông Thị Nháp"

    def hide(book):
        book["Nháp"].sheet_state = "hidden"
        book[CARETAKERS].sheet_state = "hidden"

    by_openpyxl({"Nháp": draft, **sheets()}, path, hide)


@fixture("rows-hidden-blank-and-struck.xlsx")
def rows_hidden_blank_and_struck(path):
    rows = sheets()[CHILDREN]
    rows[6:6] = [[], []]
    rows.append([6, "Triệu Văn Thừa", "Nam", "2012", "Dao", "6A", "Trường THCS xã Tri Lễ", "Khá"])

    def mark(book):
        page = book[CHILDREN]
        page.row_dimensions[6].hidden = True
        for cell in page[12]:
            cell.font = openpyxl.styles.Font(strike=True)

    by_openpyxl(with_list(CHILDREN, rows), path, mark)


@fixture("names-and-values-struck.xlsx")
def names_and_values_struck(path):
    def mark(book):
        for cell in ["B6", "F7"]:
            book[CHILDREN][cell].font = openpyxl.styles.Font(strike=True)

    by_openpyxl(sheets(), path, mark)


@fixture("reserve-children.xlsx")
def reserve_children(path):
    rows = sheets()[CHILDREN] + [
        [None, "Trẻ em dự phòng"],
        [1, "Triệu Thị Dự", "Nữ", "2012", "Dao", "6A", "Trường THCS xã Tri Lễ", "Khá"],
    ]
    rows[3:4] = [rows[3]]
    rows.append([2, "Lý Văn Bị (dự phòng)", "Nam", "2012", "Dao", "6A", "Trường THCS xã Tri Lễ", "Khá"])
    by_openpyxl(with_list(CHILDREN, rows), path)


@fixture("duty-in-notes.xlsx")
def duty_in_notes(path):
    rows = sheets()[CHILDREN]
    for row in rows[4:]:
        row[8] = None
        row.append(None)
    rows[4][11] = "Em đặt câu hỏi tại Diễn đàn"
    by_openpyxl(with_list(CHILDREN, rows), path)


def in_one_cell(name, texts):
    rows = sheets()[name]
    first = rows[4]
    return rows[:4] + [[1, texts, first[2], first[3]]]


@fixture("texts-in-one-cell-numbered.xlsx")
def texts_in_one_cell_numbered(path):
    made = sheets()
    asked, wished = ([row[1] for row in people(name)] for name in (QUESTIONS, RECOMMENDATIONS))
    made[QUESTIONS] = in_one_cell(QUESTIONS, "\n".join(f"Câu {n + 1}: {text}" for n, text in enumerate(asked)))
    made[RECOMMENDATIONS] = in_one_cell(RECOMMENDATIONS, " ".join(f"{n + 1}. {text}" for n, text in enumerate(wished)))
    by_openpyxl(made, path)


@fixture("texts-in-one-cell-dashed.xlsx")
def texts_in_one_cell_dashed(path):
    made = sheets()
    asked, wished = ([row[1] for row in people(name)] for name in (QUESTIONS, RECOMMENDATIONS))
    made[QUESTIONS] = in_one_cell(QUESTIONS, "\n".join(asked))
    made[RECOMMENDATIONS] = in_one_cell(RECOMMENDATIONS, "Chúng em kiến nghị:\n" + "\n".join(f"- {text}" for text in wished))
    by_libreoffice(made, path)


@fixture("questions-and-recommendations-in-one-table.xlsx")
def questions_and_recommendations_in_one_table(path):
    made = sheets()
    rows = [["CÂU HỎI VÀ KIẾN NGHỊ CỦA TRẺ EM XÃ TRI LỄ"], ["TT", "Nội dung", "Lĩnh vực"], ["I", "Câu hỏi"]]
    rows += [row[:3] for row in people(QUESTIONS)] + [["II", "Kiến nghị, nguyện vọng"]] + [row[:3] for row in people(RECOMMENDATIONS)]
    del made[RECOMMENDATIONS]
    made[QUESTIONS] = rows
    by_openpyxl(made, path)


@fixture("recommendation-as-question.xlsx")
def recommendation_as_question(path):
    by_openpyxl(change("5.", 6, 2, "Đề nghị huyện mở lớp dạy bơi cho trẻ em."), path)


@fixture("drawing-instead-of-list.xlsx")
def drawing_instead_of_list(path):
    import openpyxl.chart

    rows = sheets()[CHILDREN][:4]

    def draw(book):
        book[CHILDREN].add_chart(openpyxl.chart.BarChart(), "B6")

    by_openpyxl(with_list(CHILDREN, rows), path, draw)


# ---- Layouts of offices that never saw the form ----


def merged(name, *areas):
    def merge(book):
        for area in areas:
            book[name].merge_cells(area)

    return merge


@fixture("headings-in-short-forms.xlsx")
def headings_in_short_forms(path):
    made = with_list(CHILDREN, [["DANH SÁCH TRẺ EM"], ["TT", "HỌ TÊN", "GT", "SINH NGÀY", "DT", "LỚP", "TRƯỜNG", "HL"]])
    made[CHILDREN] += [row[:8] for row in people(CHILDREN)]
    made[CARETAKERS] = [["NGƯỜI PHỤ TRÁCH"], ["TT", "HỌ TÊN", "NS", "GT", "CHỨC VỤ", "CƠ QUAN", "ĐT", "GHI CHÚ"]]
    made[CARETAKERS] += [row[:8] for row in people(CARETAKERS)]
    by_openpyxl(made, path)


@fixture("gender-and-birth-in-five-columns.xlsx")
def gender_and_birth_in_five_columns(path):
    rows = [["DANH SÁCH TRẺ EM"], [],
            ["TT", "Họ và tên", "Ngày sinh", None, None, "Giới tính", None, "Lớp", "Trường", "Thành tích"],
            [None, None, "Ngày", "Tháng", "Năm", "Nam", "Nữ"]]
    for row in people(CHILDREN):
        marks = ["x", None] if row[2] == "Nam" else [None, "x"]
        rows.append([row[0], row[1], *map(int, row[3].split("/")), *marks, row[5], row[6], row[7]])
    by_libreoffice(with_list(CHILDREN, rows), path)


@fixture("girls-ticked.xlsx")
def girls_ticked(path):
    rows = [["DANH SÁCH TRẺ EM"], ["TT", "Họ và tên", "Ngày sinh", "Nữ", "Lớp", "Trường", "Thành tích"]]
    rows += [[row[0], row[1], row[3], "x" if row[2] == "Nữ" else None, row[5], row[6], row[7]] for row in people(CHILDREN)]
    by_openpyxl(with_list(CHILDREN, rows), path)


@fixture("duties-and-consents-ticked.xlsx")
def duties_and_consents_ticked(path):
    rows = [["DANH SÁCH TRẺ EM"], ["TT", "Họ và tên", "Năm sinh", "Lớp", "Trường", "Nhiệm vụ", None, None, "Phiếu đồng ý của cha mẹ"],
            [None] * 5 + ["Đặt câu hỏi", "Tham luận", "Biểu diễn", "Có", "Không"]]
    for row in people(CHILDREN):
        asks = "x" if row[0] == 1 else None
        rows.append([row[0], row[1], row[3], row[5], row[6], asks, None, "x", *([None, "x"] if row[0] == 3 else ["x", None])])
    by_openpyxl(with_list(CHILDREN, rows), path, merged(CHILDREN, "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:H2", "I2:J2"))


@fixture("tables-side-by-side.xlsx")
def tables_side_by_side(path):
    made = sheets()
    rows = [["DANH SÁCH TRẺ EM", *[None] * 5, "DANH SÁCH NGƯỜI PHỤ TRÁCH"],
            ["TT", "Họ và tên", "Năm sinh", "Lớp", "Trường", None, "TT", "Họ và tên", "Năm sinh", "Chức vụ", "Điện thoại"]]
    adults = people(CARETAKERS)
    for number, row in enumerate(people(CHILDREN)):
        adult = [[one[0], one[1], one[2], one[4], one[6]] for one in adults[number:number + 1]]
        rows.append([row[0], row[1], row[3], row[5], row[6], None, *sum(adult, [])])
    del made[CARETAKERS]
    made[CHILDREN] = rows
    by_openpyxl(made, path)


@fixture("child-and-caretaker-in-one-row.xlsx")
def child_and_caretaker_in_one_row(path):
    made = sheets()
    rows = [["DANH SÁCH TRẺ EM VÀ NGƯỜI PHỤ TRÁCH"],
            ["TT", "Họ và tên trẻ em", "Ngày sinh", "Lớp", "Trường", "Họ và tên người phụ trách", "Chức vụ", "Điện thoại"]]
    adults = people(CARETAKERS)
    for number, row in enumerate(people(CHILDREN)):
        adult = [[one[1], one[4], one[6]] for one in adults[number:number + 1]]
        rows.append([row[0], row[1], row[3], row[5], row[6], *sum(adult, [])])
    del made[CARETAKERS]
    made[CHILDREN] = rows
    by_openpyxl(made, path)


@fixture("groups-named-in-a-column.xlsx")
def groups_named_in_a_column(path):
    made = sheets()
    rows = [["DANH SÁCH ĐOÀN"], ["TT", "Họ và tên", "Năm sinh", "Thành phần", "Lớp/Chức vụ", "Trường/Đơn vị", "Điện thoại", "Ghi chú"]]
    rows += [[row[0], row[1], row[2], "Người phụ trách", row[4], row[5], row[6], row[7]] for row in people(CARETAKERS)]
    rows += [[row[0] + 2, row[1], row[3], "Trẻ em", row[5], row[6]] for row in people(CHILDREN)]
    texts = [["TỔNG HỢP Ý KIẾN TRẺ EM XÃ TRI LỄ"], ["TT", "Loại", "Nội dung", "Cơ quan"]]
    texts += [[row[0], "Câu hỏi", row[1], row[3]] for row in people(QUESTIONS)]
    texts += [[row[0] + 3, "Kiến nghị", row[1], row[4]] for row in people(RECOMMENDATIONS)]
    for name in (CARETAKERS, RECOMMENDATIONS):
        del made[name]
    made[CHILDREN], made[QUESTIONS] = rows, texts
    by_openpyxl(made, path)


@fixture("themes-in-lines-between.xlsx")
def themes_in_lines_between(path):
    rows = [["CÂU HỎI CỦA TRẺ EM"], ["TT", "Nội dung câu hỏi", "Đề nghị cơ quan trả lời"]]
    for number, row in enumerate(people(QUESTIONS)):
        rows += [[["I", "II", "III"][number], f"Chủ đề: {row[2]}"], [row[0], row[1], row[3]]]
    by_libreoffice(with_list(QUESTIONS, rows), path)


@fixture("results-across-poster-down.xlsx")
def results_across_poster_down(path):
    """The results of the forum as a table of one row, the poster as labels with values, the unit in numbered lines."""
    made = sheets()
    results = [row for row in made["8. Kết quả DĐ cấp xã"][3:]]
    made["8. Kết quả DĐ cấp xã"] = [["KẾT QUẢ"], [], [row[0] for row in results], [row[1] for row in results]]
    poster = made["7. Tranh cổ động"]
    made["7. Tranh cổ động"] = [["TRANH CỔ ĐỘNG"], *([label, value] for label, value in zip(poster[3][1:], poster[4][1:]))]
    unit = made["1. Thông tin đơn vị"]
    lines = [[f"{number}. {row[0]}: {row[1]:%d/%m/%Y}" if hasattr(row[1], "year") else f"{number}. {row[0]}: {row[1]}"]
             for number, row in enumerate(unit[3:], 1)]
    made["1. Thông tin đơn vị"] = [["PHIẾU ĐĂNG KÝ"], *lines]
    by_openpyxl(made, path)


@fixture("values-like-totals-and-signatures.xlsx")
def values_like_totals_and_signatures(path):
    """Without a numbering: "Công an" is no "Cộng", "Tổng phụ trách" no "Tổng", and "Lãnh đạo huyện" signs nothing."""
    made = sheets()
    made[RECOMMENDATIONS] = [["KIẾN NGHỊ CỦA TRẺ EM"], ["Nguyện vọng", "Cơ quan trả lời"]]
    agencies = ["Công an huyện", "Lãnh đạo huyện", "Phòng GD&ĐT"]
    made[RECOMMENDATIONS] += [[row[1], agency] for row, agency in zip(people(RECOMMENDATIONS), agencies)] + [["Cộng: 03"]]
    made[CARETAKERS] = [["NGƯỜI PHỤ TRÁCH"], ["Họ và tên", "Chức vụ", "Đơn vị"]]
    made[CARETAKERS] += [[row[1], "Tổng phụ trách Đội", row[5]] for row in people(CARETAKERS)] + [["Tổng: 02 người"]]
    by_openpyxl(made, path)


@fixture("heading-explained-below.xlsx")
def heading_explained_below(path):
    rows = sheets()[CHILDREN]
    rows[3:4] = [rows[3], [None, "(chữ in thường, có dấu)", "(Nam/Nữ)", "(dd/mm/yyyy)", None, "(ví dụ: 7A)", "(tên đầy đủ)"]]
    by_openpyxl(with_list(CHILDREN, rows), path)


# ---- Units and versions ----

OTHERS = {"Tri Lễ": "Hoàng Thị Ánh", "Hữu Lễ": "Vi Thị Bông", "Lương Năng": "Lành Văn Cảnh"}


def below(folder, name):
    """A path in a folder that is made."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    return path


def children_of(unit, first):
    return [[row[0], first if row[0] == 1 else f"{row[1]} {unit[0]}", *row[2:]] for row in people(CHILDREN)]


@fixture("units-by-column.xlsx")
def units_by_column(path):
    heading = sheets()[CHILDREN][3]
    rows = [["PHÒNG LĐTBXH-DT HUYỆN VĂN QUAN"], ["DANH SÁCH TRẺ EM CỤM TRI LỄ"], [], [heading[0], "Đơn vị", *heading[1:]]]
    for unit, first in OTHERS.items():
        for row in children_of(unit, first):
            rows.append([row[0], f"Xã {unit}" if row[0] == 1 else None, *row[1:]])
    rows.append([16, "Xã Trấn Yên", "Nông Văn Lạ", "Nam", "2012", "Tày", "6A", "Trường THCS", "Khá"])
    by_openpyxl({"DS": rows}, path)


@fixture("units-by-sheet.xlsx")
def units_by_sheet(path):
    made = {}
    for unit, first in OTHERS.items():
        made[unit] = [["UBND HUYỆN VĂN QUAN"], ["DANH SÁCH TRẺ EM"], [], sheets()[CHILDREN][3], *children_of(unit, first)]
    by_openpyxl(made, path)


@fixture("units-by-block.xlsx")
def units_by_block(path):
    rows = [["DANH SÁCH TRẺ EM CÁC XÃ HUYỆN VĂN QUAN"], [], sheets()[CHILDREN][3]]
    for number, (unit, first) in enumerate(OTHERS.items()):
        rows += [[["I", "II", "III"][number] + ". XÃ " + unit.upper()], *children_of(unit, first), [None, "Cộng: 05"]]
    by_libreoffice({"DS": rows}, path)


@fixture("units-by-sheet-one-without.xlsx")
def units_by_sheet_one_without(path):
    made = {}
    for unit, first in list(OTHERS.items())[:2]:
        made[unit] = [["DANH SÁCH TRẺ EM"], [], sheets()[CHILDREN][3], *children_of(unit, first)]
    made["Câu hỏi"] = [["CÂU HỎI"], ["TT", "Nội dung câu hỏi"], *[row[:2] for row in people(QUESTIONS)]]
    by_openpyxl(made, path)


@fixture("unit-misspelt.xlsx")
def unit_misspelt(path):
    made = sheets()
    for rows in made.values():
        rows[0] = ["UBND XÃ TRY LỄ, HUYỆN VĂN QUAN"]
    del made["1. Thông tin đơn vị"]
    by_openpyxl(made, path)


@fixture("unit-of-the-district-name.xlsx")
def unit_of_the_district_name(path):
    made = {}
    for name, rows in sheets().items():
        made[name] = [["UBND HUYỆN VĂN QUAN"], *rows[1:]]
    del made["1. Thông tin đơn vị"]
    by_openpyxl(made, path)


@fixture("unit-contradicts-file-name")
def unit_contradicts_file_name(folder):
    by_openpyxl(sheets(), folder / "xã Trấn Ninh.xlsx")


@fixture("versions-by-name")
def versions_by_name(folder):
    by_openpyxl(sheets(), folder / "Tri Lễ.xlsx")
    made = change("2.", 5, 2, "Hoàng Thị Ảnh")
    by_openpyxl({name: made[name] for name in ["1. Thông tin đơn vị", CHILDREN]}, folder / "Tri Lễ - sửa lần 2.xlsx")


@fixture("versions-in-doubt")
def versions_in_doubt(folder):
    by_openpyxl(sheets(), folder / "Tri Lễ.xlsx")
    by_openpyxl(change("2.", 5, 2, "Hoàng Thị Ảnh"), folder / "Tri Le gui huyen.xlsx")


@fixture("versions-the-same")
def versions_the_same(folder):
    by_openpyxl(sheets(), folder / "Tri Lễ.xlsx")
    by_openpyxl(sheets(), folder / "Tri Lễ (1).xlsx")


@fixture("versions-by-receipts")
def versions_by_receipts(folder):
    """Names that say nothing; the receipts tell what came later: the children once more, then the questions."""
    by_openpyxl(sheets(), folder / "Tri Lễ.xlsx")
    made = change("2.", 5, 2, "Hoàng Thị Ảnh")
    by_openpyxl({CHILDREN: made[CHILDREN]}, folder / "Tri Le gui huyen.xlsx")
    made = change("5.", 7, 2, "Bao giờ xã em có thư viện ạ?")
    by_libreoffice({name: made[name] for name in [CHILDREN, QUESTIONS]}, folder / "xa Tri Le.xlsx")
    (folder / "receipts.yaml").write_text("""schema: 1
receipts:
  - {unit: "06313", on: 2024-08-13, channels: [email], files: [xa Tri Le.xlsx]}
  - {unit: "06313", on: 2024-08-15, channels: [email], files: [Tri Lễ.xlsx]}
  - {unit: "06313", on: 2024-08-17, channels: [email], files: [Tri Le gui huyen.xlsx]}
""")


@fixture("corrections-by-telephone")
def corrections_by_telephone(folder):
    """What the office wrote down when the commune called."""
    by_openpyxl(sheets(), folder / "tri-le.xlsx")
    (folder / "edits.yaml").write_text("""- {at: units/06313/children/06313-te-1/name, was: Hoàng Thị Ánh, now: Hoàng Thị Ảnh, by: LTN, on: 2024-08-21, why: xã gọi điện báo}
- {at: units/06313/children/06313-te-4/class, was: 7C, now: 7A, by: LTN, on: 2024-08-21, why: xã gọi điện báo}
- {at: units/06313/caretakers/06313-pt-2, drop: true, by: LTN, on: 2024-08-22, why: đi công tác}
- {at: units/06313/caretakers, add: {name: Nông Thị Thay, birth: "1988", gender: nu, position: Giáo viên}, by: LTN, on: 2024-08-22, why: thay cô Mến}
""")


@fixture("parts-in-several-files")
def parts_in_several_files(folder):
    made = sheets()
    by_openpyxl({name: made[name] for name in [CHILDREN, CARETAKERS]}, below(folder, "06313/danh sách.xlsx"))
    by_libreoffice({name: made[name] for name in [QUESTIONS, RECOMMENDATIONS]}, below(folder, "06313/câu hỏi.xlsx"))


@fixture("child-in-two-communes")
def child_in_two_communes(folder):
    by_openpyxl(sheets(), below(folder, "06313/a.xlsx"))
    made = sheets()
    for name, rows in made.items():
        rows[0] = ["ỦY BAN NHÂN DÂN XÃ HỮU LỄ"]
    made["1. Thông tin đơn vị"][3][1] = "Xã Hữu Lễ"
    made[CHILDREN][4:] = [made[CHILDREN][4], *children_of("Hữu Lễ", "")[1:]]
    by_openpyxl(made, below(folder, "06322/b.xlsx"))
