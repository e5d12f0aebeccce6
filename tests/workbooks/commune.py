"""What one commune (xã Tri Lễ) sends: the nine sheets of the form, whole and right. Every fixture begins from here."""

import copy
import datetime

HEAD = "ỦY BAN NHÂN DÂN XÃ TRI LỄ"

UNIT = [
    [HEAD],
    ["THÔNG TIN ĐƠN VỊ ĐĂNG KÝ"],
    ["Nội dung", "Thông tin"],
    ["Tên xã/thị trấn", "Xã Tri Lễ"],
    ["Người lập biểu", "Hứa Văn Nghiệp"],
    ["Chức vụ người lập biểu", "Công chức Văn hóa - Xã hội"],
    ["Điện thoại", "0900 000 127"],
    ["Số Kế hoạch cấp xã", "85/KH-UBND"],
    ["Ngày Kế hoạch cấp xã", datetime.date(2024, 7, 5)],
    ["Ngày tổ chức Diễn đàn cấp xã", datetime.date(2024, 8, 9)],
    ["Địa điểm tổ chức Diễn đàn cấp xã", "Nhà văn hóa xã Tri Lễ"],
    ["Số Quyết định thành lập Đoàn", "45/QĐ-UBND"],
    ["Ngày Quyết định thành lập Đoàn", datetime.date(2024, 8, 12)],
    ["Người ký Quyết định", "Hoàng Văn Lịch"],
    ["Chức vụ người ký Quyết định", "Chủ tịch"],
    ["Hình thức tham dự cấp huyện", "Tiểu phẩm"],
    ["Chủ đề tham dự", "Tai nạn thương tích"],
]

CHILDREN = [
    [HEAD],
    ["DANH SÁCH TRÍCH NGANG ĐẠI BIỂU TRẺ EM"],
    [],
    ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Học sinh lớp", "Trường", "Thành tích học tập", "Nhiệm vụ",
     "Phiếu đồng ý của cha mẹ", "Trẻ đồng ý tham gia", "Ghi chú"],
    [1, "Hoàng Thị Ánh", "Nữ", "17/06/2012", "Tày", "6B", "Trường THCS xã Tri Lễ", "Tốt", "Đặt câu hỏi; Biểu diễn", "Có", "Có"],
    [2, "Nông Minh Đức", "Nam", "23/02/2010", "Tày", "8A", "Trường THCS xã Tri Lễ", "Khá", "Biểu diễn", "Có", "Có"],
    [3, "Hứa Thị Kiều Oanh", "Nữ", "06/01/2011", "Nùng", "7A", "Trường THCS xã Tri Lễ", "Tốt", "Biểu diễn", "Có", "Có"],
    [4, "Bàn Phúc Lâm", "Nam", "04/12/2011", "Dao", "7B", "Trường THCS xã Tri Lễ", "Khá", "Biểu diễn", "Có", "Có"],
    [5, "Lộc An Nhiên", "Nữ", "22/03/2014", "Nùng", "4B", "Trường Tiểu học xã Tri Lễ", "Hoàn thành xuất sắc", "Biểu diễn", "Có", "Có"],
]

CARETAKERS = [
    [HEAD],
    ["DANH SÁCH NGƯỜI PHỤ TRÁCH TRẺ EM"],
    [],
    ["TT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ", "Đơn vị công tác", "Điện thoại", "Vai trò", "Đã ký cam kết bảo vệ trẻ em"],
    [1, "Hứa Văn Nghiệp", "1983", "Nam", "Công chức Văn hóa - Xã hội", "UBND xã Tri Lễ", "0900 000 127", "Trưởng đoàn", "Có"],
    [2, "Lộc Thị Mến", "1990", "Nữ", "Giáo viên, Tổng phụ trách Đội", "Trường THCS xã Tri Lễ", "0900 000 128", "Phụ trách", "Có"],
]

ENTRIES = [
    [HEAD],
    ["TIẾT MỤC ĐĂNG KÝ THAM GIA DIỄN ĐÀN CẤP HUYỆN"],
    [],
    ["TT", "Hình thức", "Tên tiết mục", "Chủ đề", "Thời lượng (phút)", "Số trẻ em tham gia", "Tệp kịch bản"],
    [1, "Tiểu phẩm", "Phao cứu sinh mang tên em", "Tai nạn thương tích", 12, 9, "kich-ban.docx"],
]

QUESTIONS = [
    [HEAD],
    ["CÂU HỎI GIAO LƯU, ĐỐI THOẠI CỦA TRẺ EM"],
    [],
    ["TT", "Nội dung câu hỏi", "Lĩnh vực/chủ đề", "Cơ quan đề nghị trả lời", "Trẻ đặt câu hỏi"],
    [1, "Cả xã em chưa có chỗ nào để học bơi. Bao giờ chúng em được học bơi trong dịp hè?", "Tai nạn thương tích", "Phòng LĐTBXH-DT", "Hoàng Thị Ánh"],
    [2, "Các bạn nhỏ ở điểm trường lẻ bao giờ được học quy tắc năm ngón tay?", "Xâm hại, bạo lực học đường", "Công an huyện", None],
    [3, "Khu bán trú đã hết chỗ, các bạn nhà xa sẽ ở đâu?", "Học tập, vui chơi", "Phòng GD&ĐT", None],
]

RECOMMENDATIONS = [
    [HEAD],
    ["Ý KIẾN ĐỀ XUẤT, KIẾN NGHỊ VÀ NGUYỆN VỌNG CỦA TRẺ EM"],
    [],
    ["TT", "Nội dung kiến nghị, nguyện vọng", "Lĩnh vực/chủ đề", "Cấp giải quyết", "Cơ quan đề nghị giải quyết"],
    [1, "Chúng em kiến nghị có bể bơi lắp ghép dùng chung cho cụm xã.", "Tai nạn thương tích", "Huyện", "Phòng LĐTBXH-DT"],
    [2, "Chúng em mong khu bán trú được xây thêm phòng.", "Học tập, vui chơi", "Tỉnh", "Phòng GD&ĐT"],
    [3, "Đề nghị dạy quy tắc bảo vệ bản thân ở tất cả điểm trường lẻ.", "Xâm hại, bạo lực học đường", "Huyện", "Công an huyện"],
]

POSTER = [
    [HEAD],
    ["TRANH VẼ CỔ ĐỘNG"],
    [],
    ["TT", "Tên tranh", "Chủ đề", "Tác giả", "Khổ A0", "Có khung", "Ghi tên đơn vị góc phải cuối trang"],
    [1, "Đừng để mùa hè ở lại dưới đáy hồ", "Tai nạn thương tích", "Lộc An Nhiên", "Có", "Có", "Có"],
]

COMMUNE_FORUM = [
    [HEAD],
    ["KẾT QUẢ TỔ CHỨC DIỄN ĐÀN TRẺ EM CẤP XÃ"],
    ["Chỉ tiêu", "Kết quả"],
    ["Ngày tổ chức", datetime.date(2024, 8, 9)],
    ["Địa điểm", "Nhà văn hóa xã Tri Lễ"],
    ["Số trẻ em tham gia", 62],
    ["Số trẻ em nữ", 33],
    ["Số câu hỏi", 13],
    ["Số kiến nghị", 11],
    ["Số kiến nghị đã trả lời", 6],
    ["Số kiến nghị chưa trả lời", 5],
]

PREVIOUS = [
    [HEAD],
    ["KẾT QUẢ THỰC HIỆN KHUYẾN NGHỊ CỦA TRẺ EM NĂM 2022"],
    [],
    ["TT", "Nội dung", "Cơ quan", "Kết quả", "Nguyên nhân"],
    [1, "Mở lớp dạy bơi cho trẻ em.", "Phòng LĐTBXH-DT", "Đang tiếp tục", "Chưa có bể bơi tại xã."],
    [2, "Làm sân chơi tại nhà văn hóa xã.", "UBND cấp xã", "Đã thực hiện", None],
]

SHEETS = {
    "1. Thông tin đơn vị": UNIT,
    "2. DS trẻ em": CHILDREN,
    "3. Người phụ trách": CARETAKERS,
    "4. Tiết mục": ENTRIES,
    "5. Câu hỏi": QUESTIONS,
    "6. Kiến nghị": RECOMMENDATIONS,
    "7. Tranh cổ động": POSTER,
    "8. Kết quả DĐ cấp xã": COMMUNE_FORUM,
    "9. Khuyến nghị 2022": PREVIOUS,
}


def sheets():
    """A copy of all sheets, free to be changed."""
    return copy.deepcopy(SHEETS)


def change(name, row, column, value):
    """All sheets, with one cell (counted from 1) of the sheet whose name begins so replaced."""
    made = sheets()
    (rows,) = [rows for title, rows in made.items() if title.startswith(name)]
    line = rows[row - 1]
    line.extend([None] * (column - len(line)))
    line[column - 1] = value
    return made
