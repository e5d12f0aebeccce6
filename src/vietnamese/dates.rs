//! Dates as Nghị định 30/2020 writes them: days below ten and the months 1 and 2 with a leading zero.

use jiff::civil::{Date, DateTime, Time, Weekday};

/// Keeps a word and its number on one line.
const NBSP: char = '\u{a0}';

/// "05".
pub fn day2(day: i8) -> String {
    format!("{day:02}")
}

/// "02", "9": a leading zero for the months 1 and 2 only.
pub fn month_decree(month: i8) -> String {
    if month <= 2 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

/// "20/8/2024", "09/5/2017".
pub fn date(date: Date) -> String {
    format!("{}/{}/{}", day2(date.day()), month_decree(date.month()), date.year())
}

/// "ngày 05 tháng 9 năm 2024", with no-break spaces between a word and its number.
pub fn long_date(date: Date) -> String {
    format!(
        "ngày{NBSP}{} tháng{NBSP}{} năm{NBSP}{}",
        day2(date.day()),
        month_decree(date.month()),
        date.year()
    )
}

/// "08 giờ 00 phút".
pub fn clock(time: Time) -> String {
    format!("{:02}{NBSP}giờ{NBSP}{:02}{NBSP}phút", time.hour(), time.minute())
}

/// "08 giờ 00 phút, thứ Sáu, ngày 20 tháng 9 năm 2024".
pub fn long_datetime(time: DateTime) -> String {
    format!(
        "{}, {}, {}",
        clock(time.time()),
        weekday(time.date()),
        long_date(time.date())
    )
}

/// "thứ Sáu", "Chủ nhật".
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    #[test]
    fn leading_zeros_of_the_decree() {
        assert_eq!(date(civil::date(2024, 8, 20)), "20/8/2024");
        assert_eq!(date(civil::date(2017, 5, 9)), "09/5/2017");
        assert_eq!(date(civil::date(2024, 2, 5)), "05/02/2024");
        assert_eq!(date(civil::date(2024, 10, 5)), "05/10/2024");
    }

    #[test]
    fn long_forms() {
        assert_eq!(
            long_date(civil::date(2024, 9, 5)).replace(NBSP, " "),
            "ngày 05 tháng 9 năm 2024"
        );
        assert_eq!(
            long_datetime(civil::date(2024, 9, 20).at(8, 0, 0, 0)).replace(NBSP, " "),
            "08 giờ 00 phút, thứ Sáu, ngày 20 tháng 9 năm 2024"
        );
        assert_eq!(weekday(civil::date(2024, 8, 25)), "Chủ nhật");
    }
}
