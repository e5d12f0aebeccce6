//! Tables turned on their side, and forms of one person each -> one upright table that remembers where each cell came from.
//! Whatever reads tables behind it need not know of either.

mod asides;
mod blocks;
mod build;
mod columns;
mod kinds;
mod labels;
mod levels;
mod persons;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::fields::matching::{self, Match};
use super::layouts::Layout;
use super::parts::Scope;
use super::titles::{self, Titles};
use super::workbook::{Sheet, Workbook};
use crate::finding::{Fault, Finding};
use crate::vietnamese::fold::fold_words;
use blocks::Block;
use build::{Found, Plan};
use persons::{Key, Person};

/// Name of the sheet that forms of several sheets become.
const NAME: &str = "các phiếu từng người";

/// A person with its block, and what tells to which list it belongs.
struct Member {
    /// Numbers of the sheet and of its block.
    at: (usize, usize),
    person: Person,
    unit: Option<Sign>,
    /// The year of its form, if it is another one.
    old: Option<u16>,
}

/// The unit that a person's form names.
struct Sign {
    code: String,
    /// The name of the sheet says so.
    by_tab: bool,
}

/// Puts an upright table into the place of each list that is none.
pub(super) fn stand(workbook: &mut Workbook, scope: Scope<'_>) {
    let blocks = blocks_of(workbook, scope);
    if blocks.iter().all(Vec::is_empty) {
        return;
    }
    let members = members(workbook, &blocks, scope);
    let mut made: Vec<(usize, Sheet)> = Vec::new();
    let mut moved: BTreeSet<(usize, (u32, u32))> = BTreeSet::new();
    for group in grouped(workbook, &blocks, members) {
        let first = group.first().map_or(0, |member| member.at.0);
        let cells: Vec<_> = group.iter().flat_map(|member| cells_of(member, &blocks)).collect();
        if let Some(sheet) = made_of(workbook, &blocks, group) {
            made.push((first, sheet));
            moved.extend(cells);
        }
    }
    for (number, sheet) in workbook.sheets.iter_mut().enumerate() {
        let before = sheet.cells.len();
        sheet.cells.retain(|at, _| !moved.contains(&(number, *at)));
        if sheet.cells.len() < before {
            sheet.settle();
        }
    }
    // From behind, so that the numbers of the sheets stay.
    made.sort_by_key(|(number, _)| *number);
    for (number, sheet) in made.into_iter().rev() {
        workbook.sheets.insert((number + 1).min(workbook.sheets.len()), sheet);
    }
}

/// The blocks of each sheet. Where there are forms, others that begin as they do need less to be forms too.
fn blocks_of(workbook: &Workbook, scope: Scope<'_>) -> Vec<Vec<Block>> {
    let find = |sheet: &Sheet, like: &BTreeSet<String>| blocks::find(sheet, scope.units, like);
    let none = BTreeSet::new();
    let mut found: Vec<Vec<Block>> = workbook.sheets.iter().map(|sheet| find(sheet, &none)).collect();
    let names: BTreeSet<String> = found.iter().flatten().map(|block| block.name.clone()).collect();
    if names.is_empty() {
        return found;
    }
    for (sheet, blocks) in workbook.sheets.iter().zip(&mut found) {
        if blocks.is_empty() {
            *blocks = find(sheet, &names);
        }
    }
    found
}

fn members(workbook: &mut Workbook, blocks: &[Vec<Block>], scope: Scope<'_>) -> Vec<Member> {
    let mut members = Vec::new();
    let mut examples = Vec::new();
    for (number, (sheet, of_sheet)) in workbook.sheets.iter().zip(blocks).enumerate() {
        if of_sheet.is_empty() {
            continue;
        }
        let titles = Titles::read(sheet, scope.units);
        for (index, block) in of_sheet.iter().enumerate() {
            let persons = persons::read(sheet, block);
            if let Some(first) = persons.first()
                && is_example(sheet)
            {
                let place = super::parts::place(workbook, sheet, first.at);
                examples.push(Finding::new(Fault::RowExample {}).at(place));
                break;
            }
            for person in persons {
                members.push(Member {
                    at: (number, index),
                    unit: sign(sheet, block, &person, &titles, scope),
                    old: titles.year(sheet, block.rows.0, scope.year),
                    person,
                });
            }
        }
    }
    workbook.findings.extend(examples);
    members
}

/// The cells that become a row of an upright table, with their labels.
fn cells_of(member: &Member, blocks: &[Vec<Block>]) -> Vec<(usize, (u32, u32))> {
    let (number, block) = member.at;
    let block = blocks.get(number).and_then(|blocks| blocks.get(block));
    let labels = block
        .into_iter()
        .flat_map(|block| block.lines.iter().map(|line| line.label.at));
    let values = member.person.values.iter();
    let values = values.filter(|value| value.cell.is_some()).map(|value| value.at);
    labels.chain(values).map(|at| (number, at)).collect()
}

/// A sheet that shows how to fill in the form.
fn is_example(sheet: &Sheet) -> bool {
    ["mau", "phieu mau", "mau phieu"].contains(&sheet.tab().as_str())
}

/// The unit that a person's form names: by a label, by the last title above it, or by the name of the sheet.
fn sign(sheet: &Sheet, block: &Block, person: &Person, titles: &Titles, scope: Scope<'_>) -> Option<Sign> {
    let text = |field: &'static str| {
        let mut values = person.values.iter();
        let value = values.find(|value| value.key == Key::Field(field, 0))?;
        value.cell.as_ref().map(|cell| cell.text().to_owned())
    };
    let own = text("unit").and_then(|text| match matching::unit(&text, scope.units) {
        Match::Known(code) | Match::Like(code) => Some(code),
        Match::None => None,
    });
    if let Some(code) = own {
        return Some(Sign { code, by_tab: false });
    }
    let (code, at) = titles.unit(block.rows.0)?;
    // A sheet that is named after a child may bear the name of a unit by chance.
    let tab = sheet.tab();
    let names: Vec<String> = ["name", "family", "given"].iter().filter_map(|key| text(key)).collect();
    let named = names.iter().any(|name| {
        let name = fold_words(name);
        name.contains(&tab) || tab.contains(&name)
    });
    (at.is_some() || !named).then(|| Sign {
        code: code.to_owned(),
        by_tab: at.is_none(),
    })
}

/// The persons of each list: what differs in its unit, its year or its kind of sheet is a list of its own.
fn grouped(workbook: &Workbook, blocks: &[Vec<Block>], members: Vec<Member>) -> Vec<Vec<Member>> {
    let units: BTreeSet<&str> = members
        .iter()
        .flat_map(|member| &member.unit)
        .map(|sign| sign.code.as_str())
        .collect();
    let several = units.len() > 1;
    let key = |member: &Member| {
        let sheet = &workbook.sheets[member.at.0];
        let layout: &Layout = blocks[member.at.0][member.at.1].layout;
        let unit = member.unit.as_ref().filter(|_| several).map(|sign| sign.code.clone());
        (
            layout.name,
            unit,
            member.old,
            sheet.hidden,
            titles::is_guide(&sheet.tab()),
        )
    };
    let mut groups: Vec<(_, Vec<Member>)> = Vec::new();
    for member in members {
        let key = key(&member);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.push(member),
            None => groups.push((key, vec![member])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The upright table of a list.
fn made_of(workbook: &Workbook, blocks: &[Vec<Block>], group: Vec<Member>) -> Option<Sheet> {
    let lead = group.iter().position(|member| member.unit.is_some()).unwrap_or(0);
    let (of_lead, by_tab) = group
        .get(lead)
        .map(|member| (member.at.0, member.unit.as_ref().is_some_and(|sign| sign.by_tab)))?;
    let alone = group.iter().all(|member| member.at.0 == of_lead);
    let sheet = workbook.sheets.get(of_lead)?;
    let layout = blocks.get(of_lead)?.get(group.get(lead)?.at.1)?.layout;
    let persons: Vec<Found<'_>> = group
        .into_iter()
        .filter_map(|member| {
            Some(Found {
                sheet: workbook.sheets.get(member.at.0)?,
                block: blocks.get(member.at.0)?.get(member.at.1)?,
                person: member.person,
            })
        })
        .collect();
    let plan = Plan {
        layout,
        name: if alone || by_tab {
            sheet.name.clone()
        } else {
            NAME.to_owned()
        },
        lead,
        persons,
        blocks: blocks.get(of_lead)?,
    };
    plan.make()
}
