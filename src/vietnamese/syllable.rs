//! Whether a word can be a Vietnamese syllable; by that a text is told from one that was decoded wrongly.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Every rime without its tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ \
    up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y yêm yên yêng yêt yêu ynh yt ych";

/// Syllables that names, schools and the words of the form are full of: they decide between two readings that are both
/// possible ("Líp" and "Lớp").
const COMMON: &str = "án ánh ân ấn ẩn âu ấu ấy ba bà bá bác bách bạch bài bãi bản bán bảng bạn bạo bảo báo bắc bằng bắt bất bé \
    bế bệnh bên bền bến bị biên biến biết biển biểu bình bò bố bộ bồi bối bổ buổi bơi bức cá các cách cảm cán cảnh cao cần cấp cầu \
    cẩm cha chấp chất châu chế chi chỉ chí chính chị chiến chiều chín cho chọn chồng chỗ chủ chú chúc chung chúng chuyên \
    chuyển chức chứng chương chưa có cô cổ cộ công cộng cốc cơ cờ của cúc cung cùng cuối cuộc cường cứ cử cứu dân dẫn dạng \
    dạy dã dành dạy diễm diễn diện diệp diệu dịch dính do doanh dũng dụng dục duy duyên dự dung dưỡng dương đã đạc đài đại đàm \
    đảm đàn đáng đảng đánh đào đạo đạt đau đắc đặc đăng đặng đặt đẩy đầu đậu đất đây đầy đề để đến đệ đều đi điểm điện điều \
    định đình đó đỏ đoàn đoạn đỗ độ đội đồng động đối đơn đua đuối đúng được đường đức em gái gần gặp ghi gì giá gia giải giám \
    giảng giao giáo giác giàng giấy giang giới giỏi giúp giữ giữa góc góp gồm hà hạ hải hàng hạnh hành hân hạn hái hại hàm hẹn \
    hạt háu hậu hằng hết hệ hiếu hiền hiện hiệp hiểu hiệu hình hiến họ học hoa hóa hòa hoà hoài hoàn hoàng hoạt hoạch hỏi hội \
    hồ hồi hồng hộ hỗ hợp hơn huệ hùng huy huyền huyện hưng hứa hữu hương hướng hường hưởng kém kế kết khá khác khách khám khánh khẩu khai khê \
    khi khỏe khó khoa khối không khu khuyến khung kiên kiến kiểm kiện kim kinh kính kĩ kỹ kỳ kịch kịp ký lá lạc lãi lại lan làm \
    lãnh lành lạng láng lăng lâm lần lập lê lễ lệ lên liên liệu liễu linh lĩnh lịch lộc lộ lộng loan loại long lò lô lớn lớp lợi lúc lục \
    luyện luật luận luân lực lương lượng lường lưu lý lứa mã mai mạng mạnh mảnh mắc mặt mất mẫu mẹ miễn miền minh mình mị mĩ mỹ mỗi một \
    mọi môi mới mời mừng mười mùa múa mục mức na nam năm nào này nạn nâng năng nặng ném nên nếu ngã ngân ngày ngành ngăn ngắn nghe nghề nghèo \
    nghĩa nghị nghiệm nghiệp ngoài ngoan ngọc người ngữ nguyên nguyễn nguyện nguyệt nhà nhân nhận nhất nhất nhật nhắc nhi nhì nhiều nhiệm nhiên \
    nhóm nhỏ như những nhung như nhu nông nội nơi nói nữ nước núi nùng nụ ông ở phạm phải phan phát phái phái phàn phần phân pháp phẩm phát \
    phía phiếu phó phòng phong phố phối phổ phụ phú phúc phục phùng phương phường phượng phước phố quá quan quản quang quân quận quê quế quý quỳnh \
    quyên quyền quyết quốc quỹ quảng ra rất rằng rõ rộng rồi sách sai sang sáng sao sáu sạch sản sán sân sầm sắp sẽ sen sĩ sinh số sổ sông sống sơ \
    sơn sức sùng sự sửa suối suất sỹ tạ tài tại tải tạo tám tán táo tày tập tâm tân tầm tấn tặng tất tên tế tết thác thạch thái thám thanh thành tháng \
    thánh thảo thào thăm thắm thắng thắm thẳm thân thầy thẩm thất thấy thế thể thì thị thi thích thiên thiện thiện thiết thiếu thiệu thọ thôn thông \
    thống thơ thoa thoại thời thơm thu thuận thuật thục thúy thuý thuỳ thùy thuỷ thủy thuyết thuộc thú thủ thư thứ thực thức thương thường thước thưởng tiên \
    tiến tiền tiếng tiếp tiết tiểu tìm tin tỉnh tình tính tích to toà tòa toán toàn tô tổ tố tôn tôi tổng tội tốt tờ tới trà trái trai trại trả \
    trạm tràng trang tranh trạng trang trâm trấn trần trẻ trên triều triệu triển trí tri trị trình trinh trọng trong trợ trúc trung trực trước trường trưởng trương từ tự tú tư tùng tuấn tuyên tuyến tuyết tuyển tuổi \
    tưởng tương tường tươi ủy uỷ uyên ước ương ưu và vài vàng vào vạn văn vắng vân vấn vần vận vật vẫn về vệ vi vì vị vĩ viên viện việc viết việt vinh vĩnh \
    vũ vụ vui vùng vương vượng vườn với võ vô vợ xã xa xây xâm xét xếp xin xinh xuân xuống xuyên xử xứ xương yên yến yêu yếu ý";

static TONELESS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| RIMES.split_whitespace().collect());
static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| COMMON.split_whitespace().collect());

/// Whether `word` is built as Vietnamese syllables are: onset, rime, one tone at most. Foreign words and abbreviations
/// are not; words typed without marks are if their letters allow it.
pub fn is_syllable(word: &str) -> bool {
    // Seven letters with two marks each, at most.
    const LONGEST: usize = 32;
    if word.len() > LONGEST {
        return false;
    }
    // "NguyÔn": no word has a small letter before a capital.
    if word
        .chars()
        .zip(word.chars().skip(1))
        .any(|(a, b)| a.is_lowercase() && b.is_uppercase())
    {
        return false;
    }
    let (key, tone) = without_tone(word);
    ONSETS.iter().any(|onset| {
        key.strip_prefix(onset).is_some_and(|rime| {
            let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
            TONELESS.contains(rime) && tone.allows(stopped) && fits(onset, rime)
        })
    })
}

/// Whether `word` is one of the syllables that names and forms are full of; case does not matter.
pub fn is_common(word: &str) -> bool {
    KNOWN.contains(word.to_lowercase().as_str())
}

#[derive(Clone, Copy, PartialEq)]
enum Tone {
    None,
    /// Sắc or nặng.
    Short,
    Other,
    /// More than one.
    Several,
}

impl Tone {
    /// A rime that ends in a stop has sắc or nặng; without any mark it may be text typed without marks.
    fn allows(self, stopped: bool) -> bool {
        match self {
            Self::None | Self::Short => true,
            Self::Other => !stopped,
            Self::Several => false,
        }
    }
}

fn fits(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "g" => !front || onset == "g" && rime.starts_with('i'),
        "ng" => !front,
        _ => true,
    }
}

/// The word in small letters without its tone.
fn without_tone(word: &str) -> (String, Tone) {
    let mut tone = Tone::None;
    let key = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let found = match c {
                '\u{301}' | '\u{323}' => Tone::Short,
                '\u{300}' | '\u{303}' | '\u{309}' => Tone::Other,
                _ => return true,
            };
            tone = if tone == Tone::None { found } else { Tone::Several };
            false
        })
        .nfc()
        .collect();
    (key, tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for word in [
            "Nguyễn", "Hoàng", "Thị", "Ánh", "THUỶ", "Thùy", "Quỳnh", "quốc", "gì", "giỏi", "Giàng", "nghiêng",
            "khuya", "Pó", "Ý", "yêu", "quyết", "xoong", "lớp", "hoc", "khuỷu", "uống", "ngoằn", "Lễ", "gìn", "giêng",
            "Khê", "oanh", "Yến",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in [
            "NguyÔn",
            "V¨n",
            "Nguyeãn",
            "Vaên",
            "đờng",
            "cê",
            "kà",
            "hòc",
            "H'Hen",
            "LĐTBXH",
            "",
            "Nguyá»…n",
            "Ksor",
            "ThÞ",
            "ngế",
            "ghà",
            "Tröôøng",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn common_syllables_are_syllables() {
        for word in COMMON.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        assert!(is_common("LỚP") && !is_common("líp"));
    }
}
