"""Lists that communes type as tables in Word."""

from binary import compound
from commune import CARETAKERS, CHILDREN, QUESTIONS, RECOMMENDATIONS
from writers import by_word, change_parts, fixture

TITLE = ["ỦY BAN NHÂN DÂN XÃ TRI LỄ", "DANH SÁCH THAM GIA DIỄN ĐÀN TRẺ EM NĂM 2024"]


def lists():
    return [*TITLE, "I. Danh sách trẻ em", CHILDREN[3:], "II. Danh sách người phụ trách", CARETAKERS[3:],
            "III. Câu hỏi của trẻ em", QUESTIONS[3:], "IV. Kiến nghị", RECOMMENDATIONS[3:],
            "Tri Lễ, ngày 15 tháng 8 năm 2024"]


@fixture("word-tables.docx")
def tables(path):
    by_word(lists(), path)


@fixture("word-heading-in-a-table.docx")
def heading(path):
    """The head of the paper as official papers have it: a table without lines."""
    head = [["ỦY BAN NHÂN DÂN\nXÃ TRI LỄ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
    by_word([head, *lists()[2:]], path)


@fixture("word-merged-cells.docx")
def merged(path):
    """Two rows of headings, and one school for all children."""
    head = [["TT", "Họ và tên", "Giới tính", "Năm sinh", "Học sinh", None],
            [None, None, None, None, "Lớp", "Trường"]]
    rows = [[row[0], row[1], row[2], row[3], row[5], None] for row in CHILDREN[4:]]

    def change(document):
        table = document.tables[0]
        for column in range(4):
            table.cell(0, column).merge(table.cell(1, column))
        table.cell(0, 4).merge(table.cell(0, 5))
        school = table.cell(2, 5).merge(table.cell(6, 5))
        school.text = "Trường THCS xã Tri Lễ"

    by_word([*TITLE, head + rows], path, change)


@fixture("word-tracked-changes.docx")
def tracked(path):
    """A name that was deleted, one that was put in its place, and a row that was deleted."""
    by_word(lists(), path)

    def change(parts):
        text = parts["word/document.xml"].decode()
        was = "<w:r><w:t>Nông Minh Đức</w:t></w:r>"
        assert was in text
        marks = 'w:id="1" w:author="x" w:date="2024-08-15T00:00:00Z"'
        text = text.replace(was, f"<w:del {marks}><w:r><w:delText>Nông Minh Đức</w:delText></w:r></w:del>"
                            f"<w:ins {marks}><w:r><w:t>Nông Minh Đạt</w:t></w:r></w:ins>", 1)
        at = text.rindex("<w:tr>", 0, text.index("Lộc An Nhiên"))
        text = text[:at] + f"<w:tr><w:trPr><w:del {marks}/></w:trPr>" + text[at + len("<w:tr>"):]
        parts["word/document.xml"] = text.encode()

    change_parts(path, change)


@fixture("word-old-font.docx")
def old_font(path):
    """Typed in TCVN3; only the style of the document names the font."""
    parts = [["TT", "Hä vµ tªn", "Giíi tÝnh", "N¨m sinh", "Líp", "Tr­êng"],
             [1, "Hoµng ThÞ ¸nh", "N÷", "2012", "6B", "Tr­êng THCS x· Tri LÔ"],
             [2, "N«ng Minh §øc", "Nam", "2010", "8A", "Tr­êng THCS x· Tri LÔ"]]

    def change(document):
        from docx.oxml.ns import qn

        font = document.styles["Normal"].font
        font.name = ".VnTime"
        fonts = document.styles["Normal"].element.rPr.rFonts
        for kind in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(kind), ".VnTime")

    by_word(["UBND x· Tri LÔ", parts], path, change)


@fixture("word-title-far-above.docx")
def title_far_above(path):
    """Between the commune's name and the first list stands all that official papers begin with."""
    head = ["ỦY BAN NHÂN DÂN", "XÃ TRI LỄ", "Số: 45/DS-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "Tri Lễ, ngày 15 tháng 8 năm 2024", "DANH SÁCH", "Trẻ em tham gia Diễn đàn trẻ em huyện Văn Quan năm 2024",
            "(Kèm theo Quyết định của Chủ tịch UBND xã)", "Danh sách gồm 05 em:"]
    by_word([*head, CHILDREN[3:], "NGƯỜI LẬP BIỂU"], path)


@fixture("word-with-password.docx")
def word_password(path):
    compound(b"\0" * 5000, path, "EncryptedPackage")


@fixture("word-script.docx")
def script(path):
    """No list: a script that came along."""
    by_word(["ỦY BAN NHÂN DÂN XÃ TRI LỄ", "KỊCH BẢN TIỂU PHẨM", [["Vai", "Lời thoại"], ["An", "Chào các bạn!"]]], path)
