//! Limits of Thông tư 29/2019 (Điều 7), and numbers of a commune's forum that must agree with each other.

use super::{Check, UnitCheck};
use crate::finding::Fault;
use crate::model::{CommuneForum, GuestGroup, GuestReply, Level};

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    let dossier = check.dossier;
    let limits = &check.model().file.limits;
    let forum = &dossier.commune_forum;
    if let Some(children) = forum.children {
        let least = limits.min_children.get(&Level::Xa).copied().unwrap_or(0);
        if children < least {
            check.say("commune_forum/children", Fault::LawChildren { got: children, least });
        }
        let at_most = [
            (
                "guests",
                forum
                    .guests
                    .map(|guests| guests.saturating_mul(limits.children_per_guest) > children),
                format!(
                    "đại biểu, khách mời không quá 1/{} số trẻ em",
                    limits.children_per_guest
                ),
            ),
            (
                "volunteers",
                forum
                    .volunteers
                    .map(|people| people.saturating_mul(limits.children_per_volunteer) > children),
                format!(
                    "tình nguyện viên không quá 1/{} số trẻ em",
                    limits.children_per_volunteer
                ),
            ),
            (
                "caretakers",
                forum
                    .caretakers
                    .map(|people| people.saturating_mul(limits.children_per_caretaker) < children),
                format!("mỗi người phụ trách không quá {} trẻ em", limits.children_per_caretaker),
            ),
        ];
        for (field, broken, rule) in at_most {
            if broken == Some(true) {
                check.say(&format!("commune_forum/{field}"), Fault::LawRatio { rule });
            }
        }
    }
    let children = dossier.children.len();
    let most = dossier.caretakers.len() * limits.children_per_caretaker as usize;
    if !dossier.caretakers.is_empty() && children > most {
        let rule = format!("mỗi người phụ trách không quá {} trẻ em", limits.children_per_caretaker);
        check.say("caretakers", Fault::LawRatio { rule });
    }
    for (field, rule) in disagreements(forum) {
        let rule = rule.to_owned();
        check.say(&format!("commune_forum/{field}"), Fault::CommuneNumbers { rule });
    }
}

/// The rules that the numbers break, with the field concerned.
fn disagreements(forum: &CommuneForum) -> Vec<(&'static str, &'static str)> {
    let over =
        |part: Option<u32>, whole: Option<u32>| matches!((part, whole), (Some(part), Some(whole)) if part > whole);
    let sum = |one: Option<u32>, other: Option<u32>| Some(one?.saturating_add(other?));
    let rules = [
        (
            "girls",
            over(forum.girls, forum.children),
            "số trẻ em nữ lớn hơn số trẻ em tham gia",
        ),
        (
            "ethnic_minority",
            over(forum.ethnic_minority, forum.children),
            "số trẻ em dân tộc thiểu số lớn hơn số trẻ em tham gia",
        ),
        (
            "special_circumstances",
            over(forum.special_circumstances, forum.children),
            "số trẻ em có hoàn cảnh đặc biệt lớn hơn số trẻ em tham gia",
        ),
        (
            "lower_secondary",
            over(sum(forum.primary, forum.lower_secondary), forum.children),
            "tổng học sinh tiểu học và THCS lớn hơn số trẻ em tham gia",
        ),
        (
            "unanswered",
            sum(forum.answered, forum.unanswered)
                .is_some_and(|sum| forum.recommendations.is_some_and(|all| all != sum)),
            "số kiến nghị đã trả lời cộng chưa trả lời khác tổng số kiến nghị",
        ),
        (
            "forwarded",
            over(forum.forwarded, forum.unanswered),
            "số kiến nghị chuyển cấp trên lớn hơn số chưa trả lời",
        ),
    ];
    rules
        .into_iter()
        .filter(|(_, broken, _)| *broken)
        .map(|(field, _, rule)| (field, rule))
        .collect()
}

pub(super) fn forum(check: &mut Check<'_>) {
    let model = check.model;
    let file = &model.file;
    let planned = u32::try_from(file.units.len())
        .unwrap_or(u32::MAX)
        .saturating_mul(file.quota.children);
    let children = file
        .outcome
        .attendance
        .as_ref()
        .map_or(planned, |attendance| attendance.children);
    let least = file.limits.min_children.get(&file.forum.level).copied().unwrap_or(0);
    if children < least {
        check.say("limits/min_children", Fault::LawChildren { got: children, least });
    }
    // TT 29/2019 Điều 7 leaves the press to the organiser; who does not come is no guest.
    let counted = model.guests.iter().filter(|guest| guest.group != GuestGroup::BaoChi);
    let guests = counted.filter(|guest| guest.reply != Some(GuestReply::Vang)).count();
    let most = children.checked_div(file.limits.children_per_guest).unwrap_or(u32::MAX);
    if guests > most as usize {
        check.findings.push(
            crate::finding::Finding::new(Fault::LawGuests { got: guests, most })
                .in_file(crate::ingest::GUESTS)
                .path("guests"),
        );
    }
    if let Some(attendance) = &file.outcome.attendance {
        let volunteers = children
            .checked_div(file.limits.children_per_volunteer)
            .unwrap_or(u32::MAX);
        if attendance.guests > most {
            let got = attendance.guests as usize;
            check.say("outcome/attendance/guests", Fault::LawGuests { got, most });
        }
        if attendance.volunteers > volunteers {
            let rule = format!(
                "tình nguyện viên không quá 1/{} số trẻ em",
                file.limits.children_per_volunteer
            );
            check.say("outcome/attendance/volunteers", Fault::LawRatio { rule });
        }
        if attendance.caretakers.saturating_mul(file.limits.children_per_caretaker) < children {
            let rule = format!(
                "mỗi người phụ trách không quá {} trẻ em",
                file.limits.children_per_caretaker
            );
            check.say("outcome/attendance/caretakers", Fault::LawRatio { rule });
        }
    }
}
