//! A changed timetable: what has been stays, what comes moves, and no day stands there twice.

#[path = "support/small.rs"]
pub mod small;

use chrono::{NaiveDate, NaiveTime, Weekday};
use rinnalla::domain::activity::Timetable;
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::dates::parse_weekdays;
use rinnalla::domain::ids::ActivityId;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::recurrence::{Nth, Pattern, Series};
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::change::{Change, Made};
use rinnalla::store::sessions::{SessionLine, Standing};
use rinnalla::store::{StoreError, activities, roster, sessions};
use rinnalla::text::Words;
use small::{Small, day, group_fields, weekly};

/// A Monday on which the group would meet.
const TODAY: &str = "2017-02-06";

/// The file with one more group, which meets on Mondays from 10 to 12 and has no end.
fn with_mondays() -> (Small, ActivityId) {
    let mut small = Small::made();
    let add = Change::AddActivity {
        fields: group_fields("Kudonta"),
        lead: Some(small.workers[0]),
        timetable: weekly(Weekday::Mon, 10, day("2017-01-09"), None),
    };
    let Made::Activity(group, _) = small.store.change(&add, None).unwrap() else { panic!("an activity was made") };
    (small, group)
}

fn edit(small: &Small, group: ActivityId, timetable: Option<Timetable>) -> Change {
    let known = activities::get(small.store.reader(), group).unwrap();
    Change::EditActivity {
        id: group,
        rev: known.rev,
        fields: known.fields,
        lead: known.lead,
        timetable,
        today: day(TODAY),
    }
}

fn meets(small: &mut Small, group: ActivityId, timetable: Timetable) {
    let change = edit(small, group, Some(timetable));
    small.store.change(&change, None).unwrap();
    assert!(small.store.check().unwrap().is_empty());
}

fn on(small: &Small, group: ActivityId, from: &str, to: &str) -> Vec<SessionLine> {
    sessions::between(small.store.reader(), day(from), day(to), Some(&[group])).unwrap()
}

/// Day and starting hour of every session of two months.
fn all(small: &Small, group: ActivityId) -> Vec<(NaiveDate, NaiveTime)> {
    let lines = on(small, group, "2017-01-09", "2017-02-28");
    lines.into_iter().map(|line| (line.day, line.starts_at.unwrap())).collect()
}

fn at(days: &[(&str, u32)]) -> Vec<(NaiveDate, NaiveTime)> {
    days.iter().map(|(iso, hour)| (day(iso), NaiveTime::from_hms_opt(*hour, 0, 0).unwrap())).collect()
}

const PAST: [(&str, u32); 4] = [("2017-01-09", 10), ("2017-01-16", 10), ("2017-01-23", 10), ("2017-01-30", 10)];

fn after_the_past(coming: &[(&str, u32)]) -> Vec<(NaiveDate, NaiveTime)> {
    at(&[&PAST, coming].concat())
}

#[test]
fn a_new_time_counts_from_today_on() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, weekly(Weekday::Mon, 13, day("2017-01-09"), None));
    let coming = ["2017-02-06", "2017-02-13", "2017-02-20", "2017-02-27"].map(|iso| (iso, 13));
    assert_eq!(all(&small, group), after_the_past(&coming));
}

#[test]
fn a_new_weekday_counts_from_today_on() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, weekly(Weekday::Thu, 10, day("2017-01-09"), Some(day("2017-02-20"))));
    assert_eq!(all(&small, group), after_the_past(&[("2017-02-09", 10), ("2017-02-16", 10)]));
}

#[test]
fn what_is_the_same_from_today_on_changes_nothing() {
    let (mut small, group) = with_mondays();
    let before = small.content();
    let rev = activities::get(small.store.reader(), group).unwrap().rev;
    meets(&mut small, group, weekly(Weekday::Mon, 10, day("2017-01-16"), None));
    assert!(small.content() == before, "the first day lies in the past, which stays");
    assert_eq!(activities::get(small.store.reader(), group).unwrap().rev, rev + 1);
}

#[test]
fn a_group_that_has_not_begun_leaves_no_trace_of_its_first_plan() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, weekly(Weekday::Mon, 10, day("2017-02-13"), None));
    meets(&mut small, group, weekly(Weekday::Tue, 9, day("2017-02-20"), None));
    assert_eq!(all(&small, group), after_the_past(&[("2017-02-21", 9), ("2017-02-28", 9)]));
    assert_eq!(activities::get(small.store.reader(), group).unwrap().timetables.len(), 2);
}

#[test]
fn an_end_in_the_past_ends_it_yesterday_and_it_can_go_on_later() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, weekly(Weekday::Mon, 10, day("2017-01-09"), Some(day("2017-01-20"))));
    assert_eq!(all(&small, group), at(&PAST), "what was on the calendar has been");
    meets(&mut small, group, weekly(Weekday::Mon, 10, day("2017-01-09"), Some(day("2017-02-14"))));
    assert_eq!(all(&small, group), after_the_past(&[("2017-02-06", 10), ("2017-02-13", 10)]));
}

/// The session of a day, whether it has a row of its own or not.
fn one(small: &Small, group: ActivityId, iso: &str) -> SessionLine {
    let [line] = <[SessionLine; 1]>::try_from(on(small, group, iso, iso)).expect("one session on the day");
    line
}

#[test]
fn sessions_that_were_touched_come_along_and_stand_there_once() {
    let (mut small, group) = with_mondays();
    let client = small.clients[0];
    let held = one(&small, group, TODAY).slot;
    let (off, announced) = (one(&small, group, "2017-02-13").slot, one(&small, group, "2017-02-20").slot);
    let touch = |tx: &rusqlite::Transaction| {
        roster::mark(tx, held, client, Some(Mark::Present))?;
        sessions::cancel(tx, off, "organisation")?;
        roster::mark(tx, announced, client, Some(Mark::Excused))
    };
    small.store.write(touch).unwrap();
    meets(&mut small, group, weekly(Weekday::Mon, 13, day("2017-01-09"), None));
    let coming = [(TODAY, 10), ("2017-02-13", 13), ("2017-02-20", 13), ("2017-02-27", 13)];
    assert_eq!(all(&small, group), after_the_past(&coming), "what is held keeps its time");
    assert_eq!(one(&small, group, "2017-02-13").standing, Standing::NotHeld("organisation".into()));

    // On days on which it no longer meets they stay as they were, and so does the plan when that is given up again.
    meets(&mut small, group, weekly(Weekday::Wed, 15, day("2017-01-09"), None));
    let touched = [(TODAY, 10), ("2017-02-08", 15), ("2017-02-13", 13), ("2017-02-15", 15), ("2017-02-20", 13)];
    assert_eq!(all(&small, group), after_the_past(&[&touched[..], &[("2017-02-22", 15)]].concat()));
    meets(&mut small, group, weekly(Weekday::Mon, 16, day("2017-01-09"), None));
    let again = [(TODAY, 10), ("2017-02-13", 16), ("2017-02-20", 16), ("2017-02-27", 16)];
    assert_eq!(all(&small, group), after_the_past(&again));
    assert_eq!(activities::get(small.store.reader(), group).unwrap().timetables.len(), 2);

    for _ in 0..3 {
        small.store.undo().unwrap();
        assert!(small.store.check().unwrap().is_empty());
    }
    let first = [(TODAY, 10), ("2017-02-13", 10), ("2017-02-20", 10), ("2017-02-27", 10)];
    assert_eq!(all(&small, group), after_the_past(&first), "undone step by step");
}

#[test]
fn a_session_that_was_brought_forward_keeps_its_time() {
    let (mut small, group) = with_mondays();
    let slot = one(&small, group, "2017-02-13").slot;
    let forward = |tx: &rusqlite::Transaction| {
        let id = sessions::touch(tx, slot)?;
        Ok(tx.execute("UPDATE session SET rev = rev + 1, on_day = '2017-02-01' WHERE id = ?1", [id])?)
    };
    small.store.write(forward).unwrap();
    meets(&mut small, group, weekly(Weekday::Mon, 13, day("2017-01-09"), None));
    let coming = [("2017-02-01", 10), (TODAY, 13), ("2017-02-20", 13), ("2017-02-27", 13)];
    assert_eq!(all(&small, group), after_the_past(&coming));
}

/// As a split from a coming day on leaves it: the series that still runs, and the one that takes over.
#[test]
fn the_series_that_takes_over_later_is_the_one_that_is_changed() {
    let (mut small, group) = with_mondays();
    let split = |tx: &rusqlite::Transaction| {
        tx.execute("UPDATE series SET rev = rev + 1, last_day = '2017-02-19' WHERE activity_id = ?1", [group.0])?;
        Ok(tx.execute(
            "INSERT INTO series(activity_id, rule, first_day, starts_at) VALUES(?1, 'FREQ=WEEKLY;BYDAY=MO', '2017-02-20', '08:00')",
            [group.0],
        )?)
    };
    small.store.write(split).unwrap();
    let known = activities::get(small.store.reader(), group).unwrap();
    assert_eq!(known.timetables_from(day(TODAY)).len(), 2);
    assert_eq!(known.timetables_from(day("2017-02-20")).len(), 1);
    meets(&mut small, group, weekly(Weekday::Mon, 14, day("2017-01-09"), None));
    let coming = [(TODAY, 10), ("2017-02-13", 10), ("2017-02-20", 14), ("2017-02-27", 14)];
    assert_eq!(all(&small, group), after_the_past(&coming));
}

/// Mondays from 10 to 12, without some days and with others, from January on.
fn with_single_days(without: &[&str], also_on: &[&str], skip_holidays: bool) -> Timetable {
    let mondays = weekly(Weekday::Mon, 10, day("2017-01-09"), None);
    let pattern = mondays.series.pattern().clone();
    let series = Series::new(pattern, mondays.series.first(), None, skip_holidays).unwrap();
    let series = without.iter().fold(series, |series, iso| series.without(day(iso)));
    let series = also_on.iter().fold(series, |series, iso| series.also_on(day(iso)).unwrap());
    Timetable { series, ..mondays }
}

#[test]
fn a_day_left_out_is_gone_from_the_calendar_and_a_day_more_stands_there() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, with_single_days(&["2017-01-16", "2017-02-13"], &["2017-02-15"], true));
    let coming = [(TODAY, 10), ("2017-02-15", 10), ("2017-02-20", 10), ("2017-02-27", 10)];
    assert_eq!(all(&small, group), after_the_past(&coming), "the past keeps its days");

    // A new time keeps them; the same once more changes nothing.
    let mut later = with_single_days(&["2017-02-13"], &["2017-02-15"], true);
    later.ends_at = NaiveTime::from_hms_opt(13, 0, 0);
    meets(&mut small, group, later.clone());
    assert_eq!(all(&small, group), after_the_past(&coming));
    let before = small.content();
    meets(&mut small, group, later);
    assert!(small.content() == before);

    // What has been touched stays, though its day is left out then.
    let slot = one(&small, group, "2017-02-20").slot;
    small.store.write(|tx| sessions::cancel(tx, slot, "organisation")).unwrap();
    meets(&mut small, group, with_single_days(&["2017-02-20"], &[], true));
    let touched = [(TODAY, 10), ("2017-02-13", 10), ("2017-02-20", 10), ("2017-02-27", 10)];
    assert_eq!(all(&small, group), after_the_past(&touched));
    assert_eq!(one(&small, group, "2017-02-20").standing, Standing::NotHeld("organisation".into()));
}

#[test]
fn holidays_are_skipped_or_kept_as_the_series_says() {
    let (mut small, group) = with_mondays();
    let easter = |small: &Small| one(small, group, "2017-04-17").standing;
    assert!(matches!(easter(&small), Standing::Holiday(_)));
    meets(&mut small, group, with_single_days(&[], &[], false));
    assert_eq!(easter(&small), Standing::Planned);
    meets(&mut small, group, with_single_days(&[], &["2017-04-17"], true));
    assert_eq!(easter(&small), Standing::Planned, "a day more stands on a holiday");
    assert!(matches!(one(&small, group, "2017-05-01").standing, Standing::Holiday(_)));
}

#[test]
fn an_import_keeps_the_days_that_its_file_has_no_words_for() {
    let (mut small, group) = with_mondays();
    meets(&mut small, group, with_single_days(&["2017-02-13"], &["2017-02-15"], false));
    let known = |small: &Small| {
        let known = activities::get(small.store.reader(), group).unwrap();
        known.timetables.last().unwrap().1.series.clone()
    };
    let before = known(&small);
    let file =
        "name,tier,kind,first_day,weekdays,start,end,place\nKudonta,own,group,2017-01-09,MO,10:00,12:00,Kirjasto\n";
    import(&mut small.store, Subject::Activities, file.as_bytes(), day(TODAY), Mode::Apply).unwrap();
    assert_eq!(known(&small), before);
    let later = file.replace("10:00", "09:00");
    import(&mut small.store, Subject::Activities, later.as_bytes(), day(TODAY), Mode::Apply).unwrap();
    assert_eq!(known(&small), before, "at another time");
}

#[test]
fn one_weekday_of_the_month_keeps_its_turn() {
    let (mut small, group) = with_mondays();
    let mut monthly = weekly(Weekday::Mon, 10, day("2017-01-09"), None);
    let second = Pattern::monthly(Nth::Second, Weekday::Tue, 2).unwrap();
    monthly.series = Series::new(second, Some(day("2017-01-09")), None, true).unwrap();
    meets(&mut small, group, monthly);
    let lines = on(&small, group, TODAY, "2017-07-31");
    let days: Vec<NaiveDate> = lines.iter().map(|line| line.day).collect();
    assert_eq!(days, ["2017-03-14", "2017-05-09", "2017-07-11"].map(day));
    assert!(lines[0].is_first && !lines[1].is_first);
}

#[test]
fn a_stale_edit_a_taken_name_and_too_few_seats_are_refused_whole() {
    let (mut small, group) = with_mondays();
    let stale = edit(&small, group, Some(weekly(Weekday::Fri, 9, day(TODAY), None)));
    meets(&mut small, group, weekly(Weekday::Mon, 13, day("2017-01-09"), None));
    let content = small.content();
    assert!(matches!(small.store.change(&stale, None), Err(StoreError::Stale)));
    let Change::EditActivity { id, rev, fields, .. } = edit(&small, small.group, None) else { unreachable!() };
    let with = |name: &str, capacity_max| {
        let mut fields = fields.clone();
        fields.name = name.into();
        fields.capacity_max = capacity_max;
        let timetable = Some(weekly(Weekday::Fri, 9, day(TODAY), None));
        Change::EditActivity { id, rev, fields, lead: None, timetable, today: day(TODAY) }
    };
    assert!(matches!(small.store.change(&with("Kudonta", None), None), Err(StoreError::NameTaken)));
    assert!(matches!(small.store.change(&with("Luovat kädet", Some(2)), None), Err(StoreError::Full)));
    assert!(small.content() == content, "nothing is half done");
    small.store.change(&with("Luovat kädet", Some(3)), None).unwrap();
}

#[test]
fn a_timetable_that_was_changed_alone_makes_an_older_form_stale() {
    let (mut small, group) = with_mondays();
    let older = edit(&small, group, None);
    let (fields, timetable) = {
        let known = activities::get(small.store.reader(), group).unwrap();
        (known.fields, weekly(Weekday::Mon, 13, day("2017-01-09"), None))
    };
    // As an import does.
    small.store.write(|tx| activities::replace(tx, group, &fields, Some(&timetable), day(TODAY))).unwrap();
    assert!(matches!(small.store.change(&older, None), Err(StoreError::Stale)));
}

#[test]
fn open_days_become_days() {
    let mut small = Small::made();
    let open =
        Timetable { series: Series::new(Pattern::Open, None, None, true).unwrap(), starts_at: None, ends_at: None };
    let add = Change::AddActivity { fields: group_fields("Kudonta"), lead: None, timetable: open };
    let Made::Activity(group, _) = small.store.change(&add, None).unwrap() else { panic!("an activity was made") };
    meets(&mut small, group, weekly(Weekday::Mon, 10, day("2017-01-09"), Some(day("2017-02-14"))));
    assert_eq!(all(&small, group), at(&[(TODAY, 10), ("2017-02-13", 10)]));
    let known = activities::get(small.store.reader(), group).unwrap();
    assert_eq!(known.timetables_from(day(TODAY)).len(), 1, "one to edit, however many there have been");
}

/// What a form shows of the weekdays can be typed.
#[test]
fn weekdays_are_read_as_they_are_shown_in_every_language() {
    use Weekday::*;
    let week = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        let shown: Vec<String> = week.iter().map(|day| words.weekday(*day)).collect();
        assert_eq!(parse_weekdays(&shown.join(" ")), Some(week.to_vec()), "{shown:?}");
    }
}
