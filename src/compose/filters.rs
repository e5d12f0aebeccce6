//! Filters and functions of templates: dates, numbers and words as the decree and Vietnamese usage write them.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use minijinja::value::{ArgType, Value};
use minijinja::{Environment, Error, ErrorKind, State};

use super::marks::Mark;
use super::trace;
use crate::vietnamese::{dates, lists, names, numbers, slug};

/// Adds all filters and functions of the dialect.
pub fn add(env: &mut Environment<'_>) {
    add_of_text(env, "date", |text| read::<Date>(text).map(dates::date));
    add_of_text(env, "long_date", |text| read::<Date>(text).map(dates::long_date));
    add_of_text(env, "weekday", |text| {
        read::<Date>(text).map(|day| dates::weekday(day).to_owned())
    });
    add_of_text(env, "time", |text| {
        read::<DateTime>(text).map(|at| dates::clock(at.time()))
    });
    add_of_text(env, "day", |text| {
        read::<DateTime>(text).map(|at| at.date().to_string())
    });
    add_of_text(env, "long_datetime", |text| {
        read::<DateTime>(text).map(dates::long_datetime)
    });
    add_of_text(env, "title_case", |text| Ok(names::title_case(text)));
    add_of_text(env, "capitalize_first", |text| Ok(names::capitalize_first(text)));
    add_of_text(env, "lower", |text| Ok(text.to_lowercase()));
    add_of_text(env, "upper", |text| Ok(text.to_uppercase()));
    env.add_filter("money", |value: Value| {
        whole(&value).map(|n| format!("{}\u{a0}đồng", numbers::group(n)))
    });
    env.add_filter("number", |value: Value| match whole(&value) {
        Ok(n) => Ok(numbers::group(n)),
        Err(_) => real(&value).map(numbers::decimal),
    });
    env.add_filter("percent", |value: Value| real(&value).map(numbers::percent));
    env.add_filter("in_words", |value: Value| natural(&value).map(numbers::in_words));
    env.add_filter("pad", |value: Value| natural(&value).map(numbers::pad));
    env.add_filter("roman", |value: Value| {
        natural(&value).map(|n| numbers::roman(u32::try_from(n).unwrap_or(u32::MAX)))
    });
    env.add_filter("count", |value: Value, unit: &str| {
        natural(&value).map(|n| format!("{}\u{a0}{unit}", numbers::pad(n)))
    });
    env.add_filter("slug", |value: Value| {
        if value.is_none() {
            String::new()
        } else {
            slug::slug(&value.to_string())
        }
    });
    env.add_filter("join_vi", |items: Vec<String>| lists::join_vi(&items));
    env.add_function("cite", cite);
    env.add_function("blank", |width: f64| Value::from_object(Mark::Blank(width as f32)));
    env.add_function("checkbox", |checked: bool| Value::from_object(Mark::Checkbox(checked)));
}

/// Adds a filter from text to text; what it makes is known to come from where its text came from.
fn add_of_text(env: &mut Environment<'_>, name: &'static str, filter: fn(&str) -> Result<String, Error>) {
    env.add_filter(name, move |value: Value| {
        let text = <&str as ArgType>::from_value(Some(&value))?;
        filter(text).map(|text| trace::derived(&value, text))
    });
}

/// How a paper of ours is cited: `cite("ke-hoach")`, `cite("giay-moi/k017")`. What the office has not given yet stays open.
fn cite(state: &State<'_, '_>, id: &str) -> Result<Value, Error> {
    let documents = state.lookup("documents").unwrap_or_default();
    let kind = id.split('/').next().unwrap_or(id);
    for name in [id, kind] {
        let record = documents.get_attr(name)?;
        if !record.is_undefined() {
            return record.get_attr("citation");
        }
    }
    let known: Vec<String> = documents.try_iter()?.map(|name| name.to_string()).collect();
    Err(invalid(format!(
        "không có văn bản nào là «{id}» để dẫn; có: {}",
        known.join(", ")
    )))
}

fn invalid(detail: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// A date or date-time in ISO form; a date-time is read where a date is wanted, and the other way round.
fn read<T: FromStr<Err: Display>>(text: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| invalid(format!("«{text}» không phải ngày dạng năm-tháng-ngày")))
}

fn whole(value: &Value) -> Result<i64, Error> {
    i64::try_from(value.clone()).map_err(|_| invalid(format!("«{value}» không phải số nguyên")))
}

fn natural(value: &Value) -> Result<u64, Error> {
    u64::try_from(value.clone()).map_err(|_| invalid(format!("«{value}» không phải số nguyên không âm")))
}

fn real(value: &Value) -> Result<f64, Error> {
    f64::try_from(value.clone()).map_err(|_| invalid(format!("«{value}» không phải số")))
}
