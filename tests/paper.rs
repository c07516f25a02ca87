//! The paper list: what stands on it, what does not, and that it fits on the paper.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveDate};
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::calendar::{Holiday, Week};
use rinnalla::domain::ids::{AbsenceId, ClientId, EnrolmentId, SessionId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::store::absences::Absence;
use rinnalla::store::roster::{self, Person, Roster, SpellDays};
use rinnalla::store::sessions::{SessionLine, Standing};
use rinnalla::text::paper::paper;
use rinnalla::text::{Name, Words};
use small::{Small, day};
use unicode_width::UnicodeWidthStr;

fn week() -> Week {
    Week::of(day("2017-01-16"))
}

/// The small group's roster of one week: three members, one of whom is new.
fn roster() -> Roster {
    let small = Small::made();
    let days = (week().monday(), week().sunday());
    renamed(roster::read(small.store.reader(), small.group, days, week().monday()).unwrap())
}

/// Everybody under the name that [`name`] gives.
fn renamed(mut roster: Roster) -> Roster {
    for person in &mut roster.people {
        *person = called(person, &name(person.client));
    }
    roster
}

fn called(person: &Person, name: &Name) -> Person {
    let whole = format!("{} {}", name.family, name.given);
    Person { name: whole, given_name: name.given.clone(), ..person.clone() }
}

fn away(person: &Person, day: NaiveDate) -> Absence {
    Absence { id: AbsenceId(1), client: person.client, starts: day, ends: day, reason: None }
}

fn spell(starts: &str) -> SpellDays {
    SpellDays { id: EnrolmentId(1), rev: 1, starts: day(starts), ends: None, is_over: false }
}

fn name(client: ClientId) -> Name {
    let names = [("Ville", "Hämäläinen"), ("Aino", "Aalto"), ("Ville", "Hakala"), ("Li", "U")];
    let (given, family) = names[usize::try_from(client.0).unwrap() % names.len()];
    Name { given: given.into(), family: family.into() }
}

fn list(roster: &Roster) -> String {
    paper(roster, week(), &Words::new(Lang::Fi)).expect("a list")
}

/// The same session on other days of the week, twice a day from the sixth on.
fn with_sessions(roster: &Roster, count: usize) -> Roster {
    let sessions = (0..count).map(|nth| SessionLine {
        slot: Slot::Row(SessionId(i64::try_from(nth).unwrap())),
        day: week().monday() + Days::new(u64::try_from(nth % 5).unwrap()),
        ..roster.sessions[0].clone()
    });
    let people = roster.people.iter().map(|person| Person { marks: vec![None; count], ..person.clone() });
    Roster { sessions: sessions.collect(), people: people.collect(), ..roster.clone() }
}

fn with_people(roster: &Roster, count: usize) -> Roster {
    let person = |nth: usize| Person { client: ClientId(i64::try_from(nth).unwrap()), ..roster.people[0].clone() };
    Roster { people: (0..count).map(person).collect(), ..roster.clone() }
}

#[test]
fn a_list_is_this() {
    let mut roster = roster();
    roster.activity.fields.place = Some("Kuopion Klubitalo".into());
    roster.people[1].absences = vec![away(&roster.people[1], day("2017-01-16"))];
    let list = paper(&roster, week(), &Words::new(Lang::Fi)).unwrap();
    let expected = "\
Luovat kädet
vk 3 · 16.–22.1.2017 · Kuopion Klubitalo

                              ma 16.1.
                              10–12
------------------------------------------------------------------------------
Aino A.                       [ ]
Ville Ha.                     poissa
Ville Hä.                     [ ]
__________________________    [ ]
__________________________    [ ]
__________________________    [ ]
__________________________    [ ]

+ muut kävijät                ____

[x] läsnä   [l] myöhässä   [e] estynyt   [-] poissa
Listaan painettu ”poissa”: asiakas on ilmoittanut etukäteen.
";
    assert_eq!(list, expected);
}

#[test]
fn it_speaks_the_users_language() {
    let mut roster = roster();
    roster.people[0].marks[0] = Some(Mark::Excused);
    let said = |lang| paper(&roster, week(), &Words::new(lang)).unwrap();
    for (lang, all) in [
        (Lang::Fi, ["vk 3", "ma 16.1.", " poissa\n", "[e] estynyt", "+ muut kävijät"]),
        (Lang::Sv, ["v 3", "må 16.1.", " borta\n", "[e] förhindrad", "+ övriga besökare"]),
        (Lang::En, ["wk 3", "Mon 16.1.", " away\n", "[e] excused", "+ other visitors"]),
    ] {
        let said = said(lang);
        assert!(all.iter().all(|text| said.contains(text)), "{said}");
    }
}

#[test]
fn only_who_is_expected_has_a_box() {
    let mut roster = with_sessions(&roster(), 2);
    // Comes from Tuesday on.
    roster.people[0].spells = vec![spell("2017-01-17")];
    roster.people[1].spells = vec![spell("2017-01-23")];
    let visitor = Person {
        client: ClientId(3),
        spells: Vec::new(),
        marks: vec![None, Some(Mark::Present)],
        ..called(&roster.people[0], &name(ClientId(3)))
    };
    roster.people.push(visitor);
    let list = list(&roster);
    let lines: Vec<&str> = list.lines().skip(6).take(4).collect();
    assert_eq!(
        lines,
        [
            "Aino A.                                   [ ]",
            "Ville H.                      [ ]         [ ]",
            "Li U                                      [ ]",
            "__________________________    [ ]         [ ]",
        ]
    );
}

#[test]
fn a_fifth_session_goes_on_the_next_block() {
    let four = list(&with_sessions(&roster(), 4));
    assert!(four.contains("to 19.1.") && four.matches("Luovat kädet").count() == 1, "{four}");
    let five = list(&with_sessions(&roster(), 5));
    let (first, second) = five.split_once("\n\n\n\nLuovat kädet\n").expect("two blocks on one page");
    assert!(first.contains("to 19.1.") && !first.contains("pe 20.1.") && second.contains("pe 20.1."), "{five}");
    assert!(!second.contains("ma 16.1.") && second.contains("Aino A.") && !five.contains('\u{c}'), "{five}");
    // Where two blocks do not fit on a page, the second has its own.
    let long = list(&with_sessions(&with_people(&roster(), 30), 5));
    assert_eq!(long.matches('\u{c}').count(), 1, "{long}");
}

#[test]
fn whatever_there_is_fits_on_the_paper() {
    for lang in Lang::ALL.iter().map(|lang| Words::new(*lang)) {
        for (people, sessions) in [(0, 1), (1, 4), (41, 4), (42, 4), (43, 5), (54, 1), (55, 9), (140, 12)] {
            let mut roster = with_sessions(&with_people(&roster(), people), sessions);
            roster.activity.fields.name = "Pitkä nimi ".repeat(12);
            roster.activity.fields.place = Some("Paikka jonka nimi on pitkä ".repeat(5));
            let long = |client: ClientId| Name {
                given: "Maximiliana-Charlotta".into(),
                family: format!("日本{}ström von Hohenlohe", client.0),
            };
            for person in &mut roster.people {
                *person = called(person, &long(person.client));
                person.absences = week().days().map(|day| away(person, day)).to_vec();
            }
            let list = paper(&roster, week(), &lang).unwrap();
            let blocks = sessions.div_ceil(4);
            for page in list.split('\u{c}') {
                let lines: Vec<&str> = page.lines().collect();
                assert!(lines.len() <= 60, "{} lines for {people} people", lines.len());
                assert!(page.ends_with('\n') && lines[0].starts_with("Pitkä nimi"));
                for line in lines {
                    assert!(line.width() <= 78 && line.trim_end() == line, "{line:?}");
                }
            }
            assert_eq!(list.matches("Maximiliana").count(), people * blocks, "everybody once a block");
            assert_eq!(list.matches(&"_".repeat(26)).count(), 4 * blocks);
            assert!(list.split('\u{c}').count() <= blocks * (1 + people / 40));
        }
    }
}

#[test]
fn what_does_not_take_place_has_no_boxes_but_is_told() {
    let mut roster = with_sessions(&roster(), 3);
    roster.sessions[0].standing = Standing::Holiday(Holiday::Epiphany);
    roster.sessions[2].standing = Standing::NotHeld("organisation".into());
    let list = list(&roster);
    assert!(list.contains("\nma 16.1. loppiainen\nke 18.1. peruttu\n\n"), "{list}");
    assert_eq!(list.lines().find(|line| line.starts_with("Aino")).unwrap().matches("[ ]").count(), 1);
    roster.sessions[1].standing = Standing::Closed("muutto".into());
    assert_eq!(paper(&roster, week(), &Words::new(Lang::Fi)), None);
}

#[test]
fn other_weeks_of_the_roster_are_not_on_the_list() {
    let small = Small::made();
    let (from, to) = (day("2017-01-02"), day("2017-02-12"));
    let wide = renamed(roster::read(small.store.reader(), small.group, (from, to), to).unwrap());
    let words = Words::new(Lang::Fi);
    assert_eq!(paper(&wide, week(), &words), Some(list(&roster())));
    assert_eq!(paper(&wide, Week::of(day("2017-03-06")), &words), None);
}

#[test]
fn where_the_days_are_open_the_day_is_written_in_by_hand() {
    let mut roster = roster();
    roster.sessions.clear();
    roster.people.iter_mut().for_each(|person| person.marks.clear());
    roster.activity.timetables.clear();
    let list = list(&roster);
    assert!(list.contains("____.____.") && list.contains("Aino A.                       [ ]\n"), "{list}");
}

#[test]
fn where_heads_are_counted_no_names_are_asked() {
    let mut roster = roster();
    roster.people.clear();
    roster.activity.fields.counts_only = true;
    let list = list(&roster);
    assert!(
        list.contains("+ muut kävijät                ____\n") && !list.contains("[ ]") && !list.contains("[x]"),
        "{list}"
    );
}
