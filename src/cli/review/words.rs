//! A proposal in words: what was changed, by whom, and what accepting it would do.

use std::fmt::Write;

use super::line;
use crate::build::{Item, ReturnedDraft};
use crate::compose::own;
use crate::edits::{Change, FILE};
use crate::finding::Language;
use crate::review::{Decision, Does, Patch, Proposal, Why};
use crate::vietnamese::dates;

/// What kind of proposal it is, for other programs.
pub fn kind(does: &Does) -> &'static str {
    match does {
        Does::Correct(correction) => match correction.change {
            Change::Record(_) => "add",
            Change::Drop => "drop",
            _ => "fact",
        },
        Does::Reword(_) => "wording",
        Does::Conflict { .. } => "conflict",
        Does::ByHand { .. } => "by-hand",
        Does::Comment { .. } => "comment",
    }
}

fn label(does: &Does, vietnamese: bool) -> &'static str {
    let (label, english) = match kind(does) {
        "add" => ("thêm dòng", "row added"),
        "drop" => ("bỏ dòng", "row dropped"),
        "fact" => ("số liệu", "fact"),
        "wording" => ("câu chữ", "wording"),
        "conflict" => ("xung đột", "conflict"),
        "comment" => ("ghi chú", "comment"),
        _ => ("phải sửa tay", "by hand"),
    };
    if vietnamese { label } else { english }
}

/// A proposal for the terminal.
pub fn described(draft: &ReturnedDraft, item: &Item, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let proposal = &item.proposal;
    let mut text = format!("  {}  {}", proposal.id, label(&proposal.does, vietnamese));
    if let Some(who) = &proposal.who {
        let day = who
            .on
            .as_ref()
            .map(|on| on.parse().map_or_else(|_| on.clone(), dates::date));
        let parts: Vec<String> = who.name.iter().cloned().chain(day).collect();
        let _ = write!(text, " · {}", parts.join(", "));
    }
    if let Some(decided) = &item.decided {
        let word = match (decided.decision, vietnamese) {
            (Decision::Accepted, true) => "đã nhận",
            (Decision::Done, true) => "đã xử lý",
            (Decision::Rejected, true) => "không nhận",
            (Decision::Accepted, false) => "accepted",
            (Decision::Done, false) => "seen to",
            (Decision::Rejected, false) => "rejected",
        };
        let _ = write!(text, " · {word}");
    }
    let mut said = |word: &str, english: &str, words: &str| {
        let word = if vietnamese { word } else { english };
        let _ = write!(text, "\n      {word}: {}", words.replace('\n', " "));
    };
    match (&proposal.does, &proposal.old, &proposal.new) {
        (Does::Comment { text }, anchor, _) => {
            anchor.iter().for_each(|anchor| said("ở chỗ", "at", anchor));
            said("ghi", "says", text);
        }
        (_, old, new) => {
            old.iter().for_each(|old| said("cũ ", "old", old));
            match (old, new) {
                (_, Some(new)) => said("mới", "new", new),
                (Some(_), None) => said("mới", "new", if vietnamese { "(bỏ)" } else { "(taken out)" }),
                (None, None) => {}
            }
        }
    }
    for source in &item.sources {
        let parts = [Some(&source.file), source.sheet.as_ref(), source.cell.as_ref()];
        let place: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let word = if vietnamese { "từ" } else { "from" };
        let _ = write!(
            text,
            "\n      {word} {}: “{}”",
            place.join(" › "),
            source.raw.replace('\n', " ")
        );
    }
    let _ = write!(text, "\n      → {}", does(draft, proposal, language));
    text
}

/// The files that other words would be written into: for the paper alone, and for its kind.
pub fn wordings(draft: &ReturnedDraft, patches: &[Patch]) -> (String, String) {
    let first = patches.first().map_or("", |patch| patch.file.as_str());
    let template = match first.starts_with("parts/") {
        true => format!("templates/{first}"),
        false => first.to_owned(),
    };
    (own::file_of(&draft.paper), template)
}

/// What accepting it would do, or what a person has to do.
pub fn does(draft: &ReturnedDraft, proposal: &Proposal, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let (words, english) = match &proposal.does {
        Does::Correct(correction) => {
            let at = &correction.at;
            match &correction.change {
                Change::Record(record) => (
                    format!("Nhận thì thêm vào {at} (ghi vào {FILE}): {}", line(record)),
                    format!("Accepting adds to {at} in {FILE}: {}", line(record)),
                ),
                Change::Drop => (
                    format!("Nhận thì bỏ {at} khỏi danh sách (ghi vào {FILE})."),
                    format!("Accepting drops {at} in {FILE}."),
                ),
                Change::Value(value) => (
                    format!(
                        "Nhận thì sửa {at} thành {} (ghi vào {FILE}), mọi văn bản in theo.",
                        line(value)
                    ),
                    format!("Accepting sets {at} to {} in {FILE}, for all papers.", line(value)),
                ),
                _ => (String::new(), String::new()),
            }
        }
        Does::Reword(patches) => {
            let (own, template) = wordings(draft, patches);
            match template == own {
                true => (
                    format!("Nhận thì sửa câu này trong {own}."),
                    format!("Accepting changes this in {own}."),
                ),
                false => (
                    format!("Nhận thì sửa câu này cho riêng văn bản này ({own}); thêm --kind để sửa mẫu {template}."),
                    format!("Accepting changes this for the paper alone ({own}), with --kind in {template}."),
                ),
            }
        }
        Does::Conflict { present: Some(now) } => (
            format!(
                "Chỗ này nay đã đổi thành: “{now}”. Xem bên nào đúng rồi sửa tay; xong thì accept hoặc reject mã này."
            ),
            format!("By now it says “{now}”. Decide by hand, then accept or reject the id."),
        ),
        Does::Conflict { present: None } => (
            "Văn bản nay không còn chỗ này. Xem lại rồi sửa tay; xong thì accept hoặc reject mã này.".to_owned(),
            "The paper has no such place any more. Decide by hand, then accept or reject the id.".to_owned(),
        ),
        Does::Comment { .. } => (
            "Đọc và trả lời; xong thì accept mã này để không hiện nữa.".to_owned(),
            "Read it; then accept the id, so that it is not shown again.".to_owned(),
        ),
        Does::ByHand { why, path } => by_hand(draft, why, path.as_deref()),
    };
    if vietnamese { words } else { english }
}

fn by_hand(draft: &ReturnedDraft, why: &Why, path: Option<&str>) -> (String, String) {
    let (template, paper) = (&draft.template, &draft.paper);
    let fact = path.map(|path| format!(" ({path})")).unwrap_or_default();
    let (words, english) = match why {
        Why::Computed => (
            format!(
                "Chỗ này do chương trình tính hoặc ghép từ số liệu{fact}; sửa số liệu gốc (trong out/model hoặc bằng diendan edits add)."
            ),
            format!("This is computed from facts{fact}: correct those, in out/model or with diendan edits add."),
        ),
        Why::Forum => (
            format!("Chỗ này lấy từ inputs/forum.yaml{fact}; sửa trong tệp đó."),
            format!("This stands in inputs/forum.yaml{fact}; change it there."),
        ),
        Why::Number => (
            format!("Số và ngày được ghi khi ban hành: diendan issue {paper} --number SỐ --date NGÀY."),
            format!("Number and date are given by diendan issue {paper} --number N --date D."),
        ),
        Why::Fixed => (
            "Quốc hiệu, Tiêu ngữ giữ đúng theo Nghị định 30/2020/NĐ-CP.".to_owned(),
            "The decree fixes these words.".to_owned(),
        ),
        Why::Front => (
            format!(
                "Chỗ này nằm ở phần khai báo đầu mẫu {template}; sửa ở đó (riêng văn bản này: diendan templates copy {} --for {paper}).",
                kind_of(paper)
            ),
            format!("This stands in the front matter of {template}; change it there."),
        ),
        Why::List { name } => (
            format!(
                "Tiêu đề bảng và tiêu đề cột nằm trong templates/lists/{name}.yaml; sửa ở đó nếu muốn đổi cho mọi văn bản."
            ),
            format!("Title and headings stand in templates/lists/{name}.yaml; change them there."),
        ),
        Why::Table => (
            "Bảng do chương trình lập từ số liệu; xem lại và sửa số liệu hoặc mô tả bảng trong templates/lists."
                .to_owned(),
            "The table is made from facts; change those, or its description in templates/lists.".to_owned(),
        ),
        Why::TableNew => (
            format!("Bảng mới không tự đưa vào mẫu được; nếu cần, ghi nội dung vào {template}."),
            format!("A new table cannot be taken over; write it into {template} if it is wanted."),
        ),
        Why::Mixed => (
            format!(
                "Câu này trộn lời văn với số liệu{fact} nên không tự tách được; sửa lời trong {template}, sửa số liệu ở chỗ của nó."
            ),
            format!(
                "Words and facts{fact} were changed as one; change the words in {template}, the facts in their place."
            ),
        ),
        Why::Unplaced => (
            format!(
                "Không xác định được câu này trong mẫu; sửa trong {template} (riêng văn bản này: diendan templates copy {} --for {paper}).",
                kind_of(paper)
            ),
            format!("Its place in the template cannot be told; change {template}."),
        ),
        Why::Shared => (
            format!(
                "Câu này của mẫu {template} còn in ở chỗ khác (lặp cho nhiều mục, hoặc theo điều kiện) nên không tự sửa riêng được; sửa trong mẫu (riêng văn bản này: diendan templates copy {} --for {paper}).",
                kind_of(paper)
            ),
            format!("These words of {template} print in other places too; change them there."),
        ),
        Why::Chart => (
            "Tên và đơn vị của biểu đồ nằm trong templates/charts; sửa ở đó nếu muốn đổi cho mọi văn bản.".to_owned(),
            "Title and unit of a chart stand in templates/charts; change them there.".to_owned(),
        ),
        Why::Invalid { fault } => (
            format!(
                "Giá trị mới không dùng được{fact}: {}",
                fault.message(Language::Vietnamese)
            ),
            format!(
                "The new value cannot be used{fact}: {}",
                fault.message(Language::English)
            ),
        ),
        Why::Row => (
            "Dòng thêm không tự nhận được; thêm vào hồ sơ hoặc bằng: diendan edits add ĐƯỜNG_DẪN --add name=…."
                .to_owned(),
            "The new row cannot be taken over; add it with: diendan edits add PATH --add name=….".to_owned(),
        ),
    };
    (
        format!("{words} Xong thì accept hoặc reject mã này."),
        format!("{english} Then accept or reject the id."),
    )
}

fn kind_of(paper: &str) -> &str {
    paper.split('/').next().unwrap_or(paper)
}
