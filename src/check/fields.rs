//! Fields that must be there, and codes that must be known.

use super::UnitCheck;
use crate::finding::Fault;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    delegation(check);
    commune_forum(check);
    children(check);
    caretakers(check);
    entries(check);
    codes(check);
}

impl UnitCheck<'_, '_> {
    /// The plan asks for it.
    fn must(&mut self, path: &str, present: bool, what: &str) {
        if !present && !self.check.was_given(&self.path(path)) {
            self.say(path, Fault::FieldMissing { what: what.to_owned() });
        }
    }

    /// Whether nothing was sent of a section, and nobody filled in any of it: then that is said once, and not of each field.
    fn misses(&mut self, section: &str, any: bool, what: &str) -> bool {
        let sent = self.model().provenance.contains_key(&self.path(section));
        let missing = !sent && !any;
        if missing {
            self.say(section, Fault::SectionMissing { what: what.to_owned() });
        }
        missing
    }

    /// The circular or the organiser asks for it.
    fn should(&mut self, path: &str, present: bool, what: &str) {
        if !present && !self.check.was_given(&self.path(path)) {
            self.say(path, Fault::FieldAbsent { what: what.to_owned() });
        }
    }
}

fn delegation(check: &mut UnitCheck<'_, '_>) {
    let it = &check.dossier.delegation;
    let must = [
        (
            "decision_number",
            it.decision_number.is_some(),
            "số Quyết định thành lập Đoàn",
        ),
        (
            "decision_date",
            it.decision_date.is_some(),
            "ngày Quyết định thành lập Đoàn",
        ),
        ("decision_signer", it.decision_signer.is_some(), "người ký Quyết định"),
        (
            "decision_signer_position",
            it.decision_signer_position.is_some(),
            "chức vụ người ký Quyết định",
        ),
        (
            "participation_form",
            it.participation_form.is_some(),
            "hình thức tham dự",
        ),
        ("theme", it.theme.is_some(), "chủ đề tham dự"),
        ("plan_number", it.plan_number.is_some(), "số Kế hoạch"),
        ("plan_date", it.plan_date.is_some(), "ngày Kế hoạch"),
    ];
    let any = must.iter().any(|(_, present, _)| *present) || it.contact.name.is_some();
    if check.misses(
        "delegation",
        any,
        "thông tin đơn vị (Kế hoạch, Quyết định, hình thức và chủ đề tham dự)",
    ) {
        return;
    }
    for (field, present, what) in must {
        check.must(&format!("delegation/{field}"), present, what);
    }
    let should = [
        ("name", it.contact.name.is_some(), "người lập biểu"),
        ("position", it.contact.position.is_some(), "chức vụ người lập biểu"),
        ("phone", it.contact.phone.is_some(), "điện thoại người lập biểu"),
    ];
    for (field, present, what) in should {
        check.should(&format!("delegation/contact/{field}"), present, what);
    }
}

fn commune_forum(check: &mut UnitCheck<'_, '_>) {
    let model = check.model();
    let due = model.file.deadlines.get("commune_forum");
    if due.is_some_and(|deadline| model.today <= deadline.last_day()) {
        return;
    }
    let it = &check.dossier.commune_forum;
    let should = [
        ("place", it.place.is_some(), "địa điểm tổ chức Diễn đàn cấp xã"),
        ("children", it.children.is_some(), "số trẻ em dự Diễn đàn cấp xã"),
        ("girls", it.girls.is_some(), "số trẻ em nữ dự Diễn đàn cấp xã"),
        ("questions", it.questions.is_some(), "số câu hỏi tại Diễn đàn cấp xã"),
        (
            "recommendations",
            it.recommendations.is_some(),
            "số kiến nghị tại Diễn đàn cấp xã",
        ),
        ("answered", it.answered.is_some(), "số kiến nghị đã trả lời"),
    ];
    let any = it.date.is_some() || should.iter().any(|(_, present, _)| *present);
    if check.misses(
        "commune_forum",
        any,
        "kết quả tổ chức Diễn đàn cấp xã (ngày, địa điểm, số liệu)",
    ) {
        return;
    }
    check.must("commune_forum/date", it.date.is_some(), "ngày tổ chức Diễn đàn cấp xã");
    for (field, present, what) in should {
        check.should(&format!("commune_forum/{field}"), present, what);
    }
}

fn children(check: &mut UnitCheck<'_, '_>) {
    for child in &check.dossier.children {
        let path = format!("children/{}", child.id);
        let must = [
            ("birth", child.birth.is_some(), "năm sinh"),
            ("class", child.class.is_some(), "lớp"),
            ("school", child.school.is_some(), "trường"),
            ("achievement", child.achievement.is_some(), "thành tích học tập"),
        ];
        for (field, present, what) in must {
            check.must(&format!("{path}/{field}"), present, what);
        }
        check.should(&format!("{path}/gender"), child.gender.is_some(), "giới tính");
    }
}

fn caretakers(check: &mut UnitCheck<'_, '_>) {
    for person in &check.dossier.caretakers {
        let path = format!("caretakers/{}", person.id);
        check.must(&format!("{path}/birth"), person.birth.is_some(), "năm sinh");
        let should = [
            ("position", person.position.is_some(), "chức vụ"),
            ("workplace", person.workplace.is_some(), "đơn vị công tác"),
            ("phone", person.phone.is_some(), "điện thoại"),
            ("role", person.role.is_some(), "vai trò"),
        ];
        for (field, present, what) in should {
            check.should(&format!("{path}/{field}"), present, what);
        }
    }
}

fn entries(check: &mut UnitCheck<'_, '_>) {
    for entry in &check.dossier.entries {
        let path = format!("entries/{}", entry.id);
        check.must(&format!("{path}/form"), entry.form.is_some(), "hình thức tiết mục");
        check.must(&format!("{path}/theme"), entry.theme.is_some(), "chủ đề tiết mục");
        check.must(&format!("{path}/script"), entry.script.is_some(), "kịch bản");
        check.should(&format!("{path}/minutes"), entry.minutes.is_some(), "thời lượng");
        const LONGEST: u32 = 15;
        if let Some(minutes) = entry.minutes.filter(|minutes| !(1..=LONGEST).contains(minutes)) {
            check.say(&format!("{path}/minutes"), Fault::EntryMinutes { minutes });
        }
    }
    if let Some(poster) = &check.dossier.poster {
        check.must("poster/title", poster.title.is_some(), "tên tranh");
        check.must("poster/theme", poster.theme.is_some(), "chủ đề tranh");
    }
}

/// Codes come from cells or from people's edits; only those of `forum.yaml` mean something.
fn codes(check: &mut UnitCheck<'_, '_>) {
    let dossier = check.dossier;
    let file = &check.model().file;
    let mut themes = vec![("delegation".to_owned(), &dossier.delegation.theme)];
    themes.extend(
        dossier
            .entries
            .iter()
            .map(|it| (format!("entries/{}", it.id), &it.theme)),
    );
    themes.extend(dossier.poster.iter().map(|it| ("poster".to_owned(), &it.theme)));
    themes.extend(
        dossier
            .questions
            .iter()
            .map(|it| (format!("questions/{}", it.id), &it.theme)),
    );
    themes.extend(
        dossier
            .recommendations
            .iter()
            .map(|it| (format!("recommendations/{}", it.id), &it.theme)),
    );
    for (path, theme) in themes {
        if let Some(code) = theme
            && !file.themes.iter().any(|theme| theme.code == *code)
        {
            check.say(&format!("{path}/theme"), Fault::ThemeCode { code: code.clone() });
        }
    }
    let questions = dossier
        .questions
        .iter()
        .map(|it| (format!("questions/{}", it.id), &it.agency));
    let recommendations = dossier
        .recommendations
        .iter()
        .map(|it| (format!("recommendations/{}", it.id), &it.agency));
    for (path, agency) in questions.chain(recommendations) {
        if let Some(code) = agency
            && !file.agencies.iter().any(|agency| agency.code == *code)
        {
            check.say(&format!("{path}/agency"), Fault::AgencyCode { code: code.clone() });
        }
    }
}
