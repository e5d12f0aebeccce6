use jiff::civil::date;
use proptest::prelude::*;

use super::super::super::workbook::{DateSigns, Hints, Sheet};
use super::super::cell;
use super::*;

fn number(number: f64) -> Cell {
    Cell {
        value: Value::Number(number),
        ..cell(&number.to_string())
    }
}

fn real(date: Date, serial: f64) -> Cell {
    Cell {
        value: Value::Date {
            at: date.at(0, 0, 0, 0),
            serial,
        },
        ..cell(&dates::date(date))
    }
}

fn code<T>(parsed: &Parsed<T>) -> &'static str {
    parsed.fault.as_ref().map_or("", Fault::code)
}

#[test]
fn births_as_they_are_typed() {
    const NOTE: &str = "value-normalised";
    const WARNING: &str = "value-repaired";
    for (raw, value, fault) in [
        ("15/3/2011", "2011-03-15", ""),
        ("15.03.2011", "2011-03-15", ""),
        ("15 / 03 / 2011", "2011-03-15", ""),
        ("5 - 9 - 2012", "2012-09-05", ""),
        ("15/3-2011", "2011-03-15", ""),
        ("2011", "2011", ""),
        (" 2012\u{a0}", "2012", ""),
        ("'2011", "2011", ""),
        ("2011-03-15", "2011-03-15", ""),
        ("2011-03-15T00:00:00", "2011-03-15", ""),
        ("15/03/2011 00:00:00", "2011-03-15", ""),
        ("ngày 15 tháng 3 năm 2011", "2011-03-15", ""),
        ("15 tháng 3, 2011", "2011-03-15", ""),
        ("Ngày sinh: 15/3/2011", "2011-03-15", NOTE),
        ("SN 2011", "2011", NOTE),
        ("SN: 2011", "2011", NOTE),
        ("sinh năm 2011", "2011", NOTE),
        ("Năm 2011", "2011", NOTE),
        ("2.011", "2011", NOTE),
        ("15 tháng ba năm 2011", "2011-03-15", NOTE),
        ("15 tháng mười hai năm 2011", "2011-12-15", NOTE),
        ("15 tháng mười năm 2011", "2011-10-15", NOTE),
        ("Mar 15, 2011", "2011-03-15", NOTE),
        ("15-Mar-2011", "2011-03-15", NOTE),
        ("15-3-11", "2011-03-15", WARNING),
        ("15/3/75", "1975-03-15", WARNING),
        ("15-Mar-11", "2011-03-15", WARNING),
        ("SN 11", "2011", WARNING),
        ("tháng 5/2011", "2011", WARNING),
        ("T5/2011", "2011", WARNING),
        ("5/2011", "2011", WARNING),
        ("2011-05", "2011", WARNING),
        ("03/15/2011", "2011-03-15", WARNING),
        ("15032011", "2011-03-15", WARNING),
        ("20110315", "2011-03-15", WARNING),
        ("150311", "2011-03-15", WARNING),
        ("40617", "2011-03-15", WARNING),
        ("15/3/2011 (giấy khai sinh 16/3)", "2011-03-15", WARNING),
        ("khoảng 2011", "2011", WARNING),
        ("2O11", "2011", WARNING),
        ("l5/O3/2011", "2011-03-15", WARNING),
        ("31/02/2011", "2011", "date-impossible"),
        ("32/13/2011", "2011", "date-impossible"),
    ] {
        let parsed = birth(&cell(raw));
        assert_eq!((parsed.value.as_deref(), code(&parsed)), (Some(value), fault), "{raw}");
    }
    for wrong in [
        "mười hai",
        "13 tuổi",
        "2211",
        "1891",
        "1/2/3/4",
        "2011-2012",
        "11",
        "99999999999999999999",
        "15/3/2011 - 16/3/2011",
    ] {
        let parsed = birth(&cell(wrong));
        assert_eq!(
            (parsed.value.as_deref(), code(&parsed)),
            (None, "value-unclear"),
            "{wrong}"
        );
    }
    for nothing in ["", "…", "-", "không có"] {
        assert_eq!(birth(&cell(nothing)), Parsed::absent(), "{nothing}");
    }
}

#[test]
fn births_as_excel_changes_them() {
    assert_eq!(birth(&number(2011.0)), Parsed::new("2011".to_owned()));
    for (value, birth_) in [
        (40617.0, "2011-03-15"),
        (15_032_011.0, "2011-03-15"),
        (5_032_011.0, "2011-03-05"),
    ] {
        let parsed = birth(&number(value));
        assert_eq!(
            (parsed.value.as_deref(), code(&parsed)),
            (Some(birth_), "value-repaired")
        );
    }
    for wrong in [12.0, 2011.5, -5.0, 1e12, f64::NAN] {
        assert_eq!(birth(&number(wrong)).value, None, "{wrong}");
    }
    assert_eq!(
        birth(&real(date(2011, 3, 15), 40617.0)),
        Parsed::new("2011-03-15".to_owned())
    );
    let year = birth(&real(date(1905, 7, 3), 2011.0));
    assert_eq!((year.value.as_deref(), code(&year)), (Some("2011"), "value-normalised"));
    assert_eq!(birth(&real(date(1900, 1, 15), 15.0)).value, None);
}

#[test]
fn days() {
    assert_eq!(day(&cell("09/8/2024"), "ngày"), Parsed::new(date(2024, 8, 9)));
    for (raw, fault) in [
        ("Số 45/QĐ-UBND ngày 09/8/2024", "value-repaired"),
        ("Thứ Sáu, ngày 9 tháng 8 năm 2024", "value-repaired"),
        ("9/8/24", "value-repaired"),
    ] {
        let parsed = day(&cell(raw), "ngày");
        assert_eq!((parsed.value, code(&parsed)), (Some(date(2024, 8, 9)), fault), "{raw}");
    }
    for wrong in ["2024", "31/6/2024", "9/8", "9-10/8/2024", "9/8/1024"] {
        let parsed = day(&cell(wrong), "ngày");
        assert_eq!((parsed.value, code(&parsed)), (None, "value-unclear"), "{wrong}");
    }
    assert_eq!(day(&cell("…"), "ngày"), Parsed::absent());
}

/// The births of a column, with the codes of their findings.
fn column(cells: Vec<Cell>) -> Vec<(String, &'static str)> {
    let mut sheet = Sheet::default();
    for (row, cell) in cells.into_iter().enumerate() {
        sheet.cells.insert((row as u32, 0), cell);
    }
    mark_columns(&mut sheet);
    let births = sheet.cells.values().map(birth);
    births
        .map(|parsed| (parsed.value.clone().unwrap_or_default(), code(&parsed)))
        .collect()
}

fn expect(found: &[(String, &'static str)], wanted: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> = found.iter().map(|(value, code)| (value.as_str(), *code)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn columns_tell_the_order_of_day_and_month() {
    // Day first throughout, and only texts: nothing is in doubt.
    let texts = column(vec![cell("05/12/2011"), cell("15/3/2011")]);
    expect(&texts, &[("2011-12-05", ""), ("2011-03-15", "")]);
    // One text has the month first: so have the others.
    let american = column(vec![cell("05/12/2011"), cell("03/15/2011"), cell("4/4/2011")]);
    expect(
        &american,
        &[
            ("2011-05-12", "date-doubt"),
            ("2011-03-15", "value-repaired"),
            ("2011-04-04", ""),
        ],
    );
    // English settings made dates of those texts only that have a month in the first place.
    let half = column(vec![
        real(date(2011, 5, 12), 40675.0),
        cell("15/3/2011"),
        real(date(2011, 6, 6), 40700.0),
    ]);
    expect(
        &half,
        &[("2011-05-12", "date-doubt"), ("2011-03-15", ""), ("2011-06-06", "")],
    );
    // A real date with a late day shows that dates were understood.
    let good = column(vec![
        real(date(2011, 5, 12), 40675.0),
        real(date(2011, 5, 22), 40685.0),
        cell("15/3/2011"),
        cell("2012"),
    ]);
    expect(
        &good,
        &[("2011-05-12", ""), ("2011-05-22", ""), ("2011-03-15", ""), ("2012", "")],
    );
    let mixed = column(vec![real(date(2011, 5, 22), 40685.0), cell("5/3/2011")]);
    expect(&mixed, &[("2011-05-22", ""), ("2011-03-05", "date-doubt")]);
}

proptest! {
    #[test]
    fn every_day_is_read_as_it_is_typed(days in 0i64..20_000, padded: bool, sign in "[/.-]| / | - ") {
        let date = date(1960, 1, 1).checked_add(days.days()).unwrap();
        let (day, month, year) = (date.day(), date.month(), date.year());
        let text = match padded {
            true => format!("{day:02}{sign}{month:02}{sign}{year}"),
            false => format!("{day}{sign}{month}{sign}{year}"),
        };
        prop_assert_eq!(birth(&cell(&text)), Parsed::new(date.to_string()));
        let text = format!("ngày {day} tháng {month} năm {year}");
        prop_assert_eq!(birth(&cell(&text)), Parsed::new(date.to_string()));
        let signs = DateSigns { day_first: true, month_first: true, either: true, late_days: false, real: true, from_1904: false };
        let doubted = Cell { hints: Hints { decoded: None, dates: signs }, ..cell(&text) };
        prop_assert_eq!(birth(&doubted).value, Some(date.to_string()));
    }

    #[test]
    fn nothing_panics_and_nothing_is_dropped_silently(text in "\\PC{0,30}|[0-9/. -]{0,12}|[0-9a-zà-ỹ/ ]{0,20}") {
        let parsed = birth(&cell(&text));
        prop_assert!(parsed.value.is_some() || parsed.fault.is_some() || super::super::says_nothing(&text));
        let _ = day(&cell(&text), "ngày");
    }
}
