//! The domain's rules against plain computations of another kind, on made-up input.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;
use rinnalla::domain::calendar::{self, Week};
use rinnalla::domain::dates::{self, Lean, parse_date, parse_time, parse_week};
use rinnalla::domain::recurrence::Pattern;
use rinnalla::domain::slots::{Line, lines, starts};
use rinnalla::domain::text::{clean_block, clean_line, fold, is_invisible, lower, sort_key};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let span = (dates::LAST_DAY - dates::FIRST_DAY).num_days() as u64;
    (0..=span).prop_map(|n| dates::FIRST_DAY + Days::new(n))
}

fn clock(minutes: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap()
}

fn any_lean() -> impl Strategy<Value = Lean> {
    prop::sample::select(vec![Lean::Past, Lean::Future, Lean::Near])
}

/// Text thick with what is hard: marks, joiners, bidi controls, letters that compose.
fn hard_text() -> impl Strategy<Value = String> {
    let traps: Vec<char> = "aäÅöÖéIİıſßŁÆ가각 \t\r\n\u{85}\u{a0}\u{ad}\u{200b}\u{200d}\u{202e}\u{2028}\
         \u{300}\u{301}\u{304}\u{307}\u{308}\u{30a}\u{327}\u{345}\u{34f}\u{344}\u{1e9e}\u{3a3}\u{3c2}\
         \u{212a}\u{212b}\u{2126}\u{fb01}\u{fe0f}\u{feff}\u{ff21}\u{1b}\u{7f}\u{9b}\u{2000}\u{e0041}"
        .chars()
        .collect();
    let c = prop_oneof![3 => prop::sample::select(traps), 1 => any::<char>()];
    prop::collection::vec(c, 0..24).prop_map(String::from_iter)
}

/// Text that is nearly a date.
fn near_date() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+0-9./: vkwW]{0,12}",
        "(vk|v|week|klo|\\+|-)? ?[0-9]{0,6}[./:]?[0-9]{0,5}[./]?[0-9]{0,5} ?(ti|kk|v|mån)?",
    ]
}

fn holds_only_what_is_clean(text: &str) -> Result<(), TestCaseError> {
    prop_assert!(is_nfc(text));
    prop_assert!(!text.chars().any(|c| c.is_control() || is_invisible(c)), "{text:?}");
    prop_assert!(!text.contains("  ") && text.trim() == text, "{text:?}");
    let longest_pile = text.split(|c| !is_combining_mark(c)).map(|marks| marks.chars().count());
    prop_assert!(longest_pile.max() <= Some(4), "{text:?}");
    Ok(())
}

proptest! {
    #[test]
    fn cleaning_a_line_cleans_it_once_and_for_all(text in hard_text()) {
        let clean = clean_line(&text);
        holds_only_what_is_clean(&clean)?;
        prop_assert_eq!(clean_line(&clean), clean);
    }

    #[test]
    fn a_clean_block_is_clean_lines(text in hard_text()) {
        let clean = clean_block(&text);
        for line in clean.split('\n') {
            holds_only_what_is_clean(line)?;
        }
        prop_assert_eq!(clean_block(&clean), clean);
    }

    #[test]
    fn keys_do_not_depend_on_the_form_that_was_typed(text in hard_text()) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        for key in [lower, fold, sort_key] {
            prop_assert_eq!(key(&nfc), key(&nfd));
        }
        prop_assert_eq!(clean_line(&nfc), clean_line(&nfd));
    }

    #[test]
    fn keys_of_keys_are_the_keys(text in hard_text()) {
        prop_assert_eq!(lower(&lower(&text)), lower(&text));
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(fold(&lower(&text)), fold(&text));
    }

    #[test]
    fn what_is_shown_can_be_typed(date in any_day(), today in any_day(), lean in any_lean()) {
        prop_assert_eq!(parse_date(&dates::show_date(date), today, lean), Ok(date));
        prop_assert_eq!(parse_date(&date.to_string(), today, lean), Ok(date));
        let week = Week::of(date);
        if (1900..=2199).contains(&week.year()) {
            prop_assert_eq!(parse_week(&week.to_string(), today, lean), Ok(week));
        }
    }

    #[test]
    fn a_time_shown_can_be_typed(hour in 0..24u32, minute in 0..60u32) {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        prop_assert_eq!(parse_time(&dates::show_time(time)), Ok(time));
    }

    #[test]
    fn nothing_typed_breaks_anything(text in near_date(), today in any_day(), lean in any_lean()) {
        let _ = parse_time(&text);
        let _ = Pattern::from_rrule(&text);
        let _ = parse_week(&text, today, lean);
        if let Ok(date) = parse_date(&text, today, lean) {
            prop_assert!((dates::FIRST_DAY..=dates::LAST_DAY).contains(&date));
        }
    }

    /// Looking day by day for the next, the last or the nearest day of that number.
    #[test]
    fn a_day_without_its_year_is_the_one_meant(date in any_day(), today in any_day()) {
        let near_the_edge = today < dates::FIRST_DAY + Days::new(400) || today > dates::LAST_DAY - Days::new(400);
        prop_assume!(!near_the_edge && (date.month(), date.day()) != (2, 29));
        let same = |day: &NaiveDate| (day.month(), day.day()) == (date.month(), date.day());
        let next = today.iter_days().find(same).unwrap();
        let last = (0..).map(|n| today - Days::new(n)).find(same).unwrap();
        let near = if next - today < today - last { next } else { last };
        let typed = dates::show_day(date);
        prop_assert_eq!(parse_date(&typed, today, Lean::Future), Ok(next));
        prop_assert_eq!(parse_date(&typed, today, Lean::Past), Ok(last));
        prop_assert_eq!(parse_date(&typed, today, Lean::Near), Ok(near));
    }

    #[test]
    fn months_land_in_the_right_month_on_the_same_day_or_its_last(date in any_day(), months in -1200..1200i32) {
        let moved = dates::add_months(date, months);
        let index = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
        prop_assert_eq!(index(moved), index(date) + months);
        let last_of_month = (moved + Days::new(1)).month() != moved.month();
        prop_assert!(moved.day() == date.day() || (moved.day() < date.day() && last_of_month));
    }

    #[test]
    fn a_deadline_never_rolls_onto_a_day_off(date in any_day()) {
        let met = dates::roll_to_weekday(date);
        prop_assert!(!calendar::is_day_off(met) && met >= date);
        prop_assert!(date.iter_days().take_while(|&day| day < met).all(calendar::is_day_off));
    }

    #[test]
    fn weeks_follow_each_other(date in any_day()) {
        let week = Week::of(date);
        prop_assert!(week.days().contains(&date));
        prop_assert_eq!(week.days().map(|day| day.weekday()), WEEK);
        prop_assert_eq!(week.next().previous(), week);
        prop_assert_eq!(Week::of(date + Days::new(7)), week.next());
        prop_assert_eq!((week.year(), week.week()), (date.iso_week().year(), date.iso_week().week()));
    }

    #[test]
    fn a_pattern_comes_back_from_its_text(
        days in prop::sample::subsequence(WEEK.to_vec(), 1..=7),
        every in 1..=u16::MAX,
        named in prop::collection::btree_set(any_day(), 0..8),
    ) {
        for pattern in [Pattern::weekly(days, every).unwrap(), Pattern::Dates(named), Pattern::Open] {
            prop_assert_eq!(Pattern::from_rrule(&pattern.to_rrule()), Ok(pattern));
        }
    }
}

/// Oudin's reckoning of Easter, for every year that the program works with.
#[test]
fn easter_by_another_reckoning() {
    for year in 1900..=2199 {
        let (century, golden) = (year / 100, year % 19);
        let k = (century - 17) / 25;
        let mut moon = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
        moon -= (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11));
        let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        let from_march_28 = i64::from(moon - weekday);
        let march_28 = NaiveDate::from_ymd_opt(year, 3, 28).unwrap();
        let expected = march_28 + chrono::TimeDelta::days(from_march_28);
        assert_eq!(calendar::easter(year), Some(expected));
    }
}

proptest! {
    #[test]
    fn appointments_fill_a_session_from_its_start_and_none_goes_past_its_end(
        from in 0..1440_u32, to in 0..1440_u32, minutes in 1..=480_u32,
    ) {
        let slots = starts(Some(clock(from)), Some(clock(to)), minutes);
        let expected: Vec<NaiveTime> =
            (from..to).step_by(minutes as usize).filter(|at| at + minutes <= to).map(clock).collect();
        prop_assert_eq!(slots, expected);
    }

    #[test]
    fn everybody_stands_once_on_a_day_of_appointments_and_nobody_is_lost(
        from in 0..1200_u32, long in 0..200_u32, minutes in 5..60_u32,
        booked in prop::collection::btree_set(0..1440_u32, 0..9), without in 0..3_usize,
    ) {
        let slots = starts(Some(clock(from)), Some(clock(from + long)), minutes);
        let times = booked.iter().map(|at| Some(clock(*at))).chain(std::iter::repeat_n(None, without));
        let people: Vec<_> = times.enumerate().map(|(nth, at)| (at, nth)).collect();
        let lines = lines(&slots, people.clone());
        let mut there: Vec<_> = lines.iter().filter_map(|line| line.person().map(|who| (line.starts_at(), *who))).collect();
        there.sort_by_key(|(_, who)| *who);
        prop_assert_eq!(there, people);
        let times: Vec<_> = lines.iter().filter_map(Line::starts_at).collect();
        prop_assert!(times.windows(2).all(|pair| pair[0] < pair[1]), "in order, no time twice: {times:?}");
        prop_assert!(slots.iter().all(|slot| times.contains(slot)));
        for line in &lines {
            match line {
                Line::Free(at) | Line::Booked(at, _) => prop_assert!(slots.contains(at)),
                Line::Outside(at, _) => prop_assert!(!slots.contains(at)),
                Line::Without(_) => {}
            }
        }
    }
}
