//! `roster` says what the roster's screen says, to people and to programs, and finds the activity that is meant.

#[path = "support/driver.rs"]
pub mod driver;

use clap::Parser;
use driver::{Content, Driver, TODAY};
use rinnalla::commands::{Cli, Command, Failure};
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::store::Store;
use rinnalla::text::Words;
use rinnalla::widgets::row::width;
use serde_json::Value;

/// A group of the demo with all kinds of marks in the week before.
const GROUP: &str = "Luovat kädet";

fn roster(store: &Store, lang: Lang, args: &[&str]) -> Result<String, Failure> {
    let cli = Cli::try_parse_from(["rinnalla", "roster"].iter().chain(args)).unwrap();
    let Some(Command::Roster(asked)) = cli.command else { unreachable!("the command was roster") };
    let mut out = Vec::new();
    asked.print(store, &Words::new(lang), TODAY, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn printed(driver: &mut Driver, args: &[&str]) -> String {
    roster(driver.store(), Lang::Fi, args).unwrap_or_else(|failure| panic!("{failure}"))
}

fn refused(driver: &mut Driver, args: &[&str]) -> Failure {
    roster(driver.store(), Lang::Fi, args).expect_err("nothing to print")
}

fn json(driver: &mut Driver, args: &[&str]) -> Vec<Value> {
    serde_json::from_str(&printed(driver, &[args, &["--format", "json"]].concat())).unwrap()
}

/// The roster's screen on last week's session, with a mark of each kind, a visitor and some heads.
fn last_week() -> Driver {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 40));
    let visitor = "INSERT INTO attendance(session_id, client_id, mark) SELECT s.id, c.id, 'present' FROM session s \
        JOIN activity a ON a.id = s.activity_id, client c WHERE a.name = 'Luovat kädet' AND s.on_day = '2017-02-02' \
        AND c.id = (SELECT min(id) FROM client WHERE id NOT IN (SELECT client_id FROM enrolment WHERE activity_id = a.id))";
    driver.store().write(|tx| Ok(tx.execute(visitor, [])?)).unwrap();
    driver.keys("3").select(GROUP).keys("<enter><lt>").sees("2.2.");
    driver.keys("<home>l<home><down>e#5<enter>");
    driver
}

/// Where a day stands at the head of the screen's columns.
fn column_of(screen: &str, day: &str) -> usize {
    let line = screen.lines().find(|line| line.contains(&format!("▸{day} "))).expect("the day at the head of a column");
    width(&line[..line.find('▸').unwrap()])
}

/// What stands in a row of the screen, so many columns wide, from a column on.
fn part(row: &str, from: usize, columns: usize) -> String {
    let mut at = 0;
    let mut part = String::new();
    for letter in row.chars() {
        if (from..from + columns).contains(&at) {
            part.push(letter);
        }
        at += width(letter.encode_utf8(&mut [0; 4]));
    }
    part.trim().to_string()
}

/// The signs of the screen, for the marks of the command.
fn mark_of(sign: &str) -> Option<Mark> {
    match sign {
        "●" => Some(Mark::Present),
        "◐" => Some(Mark::Late),
        "e" => Some(Mark::Excused),
        "○" => Some(Mark::NoShow),
        _ => None,
    }
}

/// One person as the screen shows them: the row begins with the name.
fn row_of<'a>(screen: &'a str, name: &str) -> &'a str {
    let begins = |line: &&str| line.trim_start_matches(['▸', ' ']).starts_with(name);
    screen.lines().find(begins).unwrap_or_else(|| panic!("no {name} in:\n{screen}"))
}

#[test]
fn each_format_says_what_the_screen_says() {
    let mut driver = last_week();
    let screen = driver.screen();
    let column = column_of(&screen, "2.2.");
    let rows = json(&mut driver, &[GROUP, "--week", "5"]);
    let (people, heads) = rows.split_at(rows.len() - 1);
    assert_eq!(people.len(), 16);
    let mut seen = Vec::new();
    for person in people {
        let row = row_of(&screen, person["name"].as_str().unwrap());
        let mark = mark_of(&part(row, column, 7));
        assert_eq!(person["mark"].as_str(), mark.map(Mark::key), "{row}");
        let rate = person["rate"].as_u64().map_or("–".to_string(), |rate| format!("{rate} %"));
        assert!(row.contains(&rate), "{rate}: {row}");
        assert_eq!(person["member"], if row.contains("(kävijä)") { "no" } else { "yes" }, "{row}");
        assert_eq!((&person["date"], &person["start"]), (&"2017-02-02".into(), &"10:00".into()));
        assert_eq!((&person["standing"], &person["anonymous"]), (&"held".into(), &Value::Null));
        assert!(!person["client_ref"].as_str().unwrap().is_empty());
        seen.push(mark);
    }
    for mark in Mark::ALL.iter().copied().map(Some).chain([None]) {
        assert!(seen.contains(&mark), "the example has every kind of mark: {mark:?}\n{screen}");
    }
    assert_eq!(part(row_of(&screen, "+ muut kävijät"), column, 7), "5");
    assert_eq!((&heads[0]["anonymous"], &heads[0]["client_ref"]), (&5.into(), &Value::Null));

    let csv = printed(&mut driver, &[GROUP, "--week", "5", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    assert_eq!(columns.join(","), "activity,date,start,standing,client_ref,name,member,mark,rate,anonymous");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string().replace("null", ""), String::from);
    for (record, row) in reader.records().map(Result::unwrap).zip(&rows) {
        let as_json: Vec<String> = columns.iter().map(|column| text(&row[column])).collect();
        assert_eq!(record.iter().collect::<Vec<_>>(), as_json);
    }

    let table = printed(&mut driver, &[GROUP, "--week", "5"]);
    let words = Words::new(Lang::Fi);
    let at = width(table.lines().nth(1).unwrap().split("to 2.2. 10–12").next().unwrap());
    for person in people {
        let row = row_of(&table, person["name"].as_str().unwrap());
        let mark = Mark::from_key(person["mark"].as_str().unwrap_or_default());
        let word = mark.map_or_else(|| words.get("mark-unmarked"), |mark| words.label("mark", mark));
        assert_eq!(part(row, at, 14), word, "{row}");
        assert!(row.ends_with(&person["rate"].as_u64().map_or("–".to_string(), |rate| format!("{rate} %"))), "{row}");
    }
    assert_eq!(part(row_of(&table, "+ muut kävijät"), at, 14), "5");
    let marked = screen.split("merkitty ").nth(1).unwrap().split_whitespace().next().unwrap();
    assert!(table.ends_with(&format!(" merkitty {marked}\n")), "{table}");
}

#[test]
fn this_week_is_shown_unless_another_is_named() {
    let mut driver = Driver::demo();
    let this = printed(&mut driver, &[GROUP]);
    assert!(this.starts_with("Luovat kädet · vk 6 · Kuopion Klubitalo\n") && this.contains("to 9.2. 10–12"), "{this}");
    for week in ["6", "vk 6", "2017-W06"] {
        assert_eq!(printed(&mut driver, &[GROUP, "--week", week]), this, "{week}");
    }
    assert!(printed(&mut driver, &[GROUP, "--week", "7"]).contains("to 16.2."));
    let wrong = refused(&mut driver, &[GROUP, "--week", "60/2017"]);
    assert_eq!((wrong.exit_code(), wrong.to_string().contains("viimeinen viikko on 52")), (2, true), "{wrong}");
}

#[test]
fn a_week_without_sessions_says_when_the_group_meets() {
    let mut driver = Driver::demo();
    let table = printed(&mut driver, &[GROUP, "--week", "30"]);
    assert!(table.contains("Ei kertoja (vk 30). Aika: torstaisin klo 10–12, 12.1.–27.4.2017, 16 kertaa\n"), "{table}");
    assert!(json(&mut driver, &[GROUP, "--week", "30"]).is_empty());
    let none = refused(&mut driver, &[GROUP, "--week", "30", "--paper"]);
    assert_eq!(
        (none.exit_code(), none.to_string()),
        (1, "Ei kertoja (vk 30). Aika: torstaisin klo 10–12, 12.1.–27.4.2017, 16 kertaa".into())
    );
}

#[test]
fn a_session_that_is_off_says_why_and_is_not_unmarked() {
    let mut driver = Driver::demo();
    driver.keys("3").select(GROUP).keys("<enter>");
    driver
        .store()
        .write(|tx| {
            let off = "INSERT INTO closure_day(on_day, reason) VALUES('2017-02-09', 'muutto')";
            Ok(tx.execute(off, [])?)
        })
        .unwrap();
    let table = printed(&mut driver, &[GROUP]);
    assert!(table.ends_with(" suljettu: muutto\n") && !table.contains("merkitsemättä"), "{table}");
    let rows = json(&mut driver, &[GROUP]);
    assert!(rows.iter().all(|row| row["standing"] == "closed" && row["mark"].is_null()));
    assert_eq!(refused(&mut driver, &[GROUP, "--paper"]).exit_code(), 1);
}

#[test]
fn an_activity_is_found_by_its_name_or_by_its_pieces() {
    let mut driver = Driver::demo();
    let whole = printed(&mut driver, &[GROUP]);
    for typed in [&["luovat kadet"] as &[&str], &["LUOVAT"], &["kädet", "luov"], &["luov klubitalo"]] {
        assert_eq!(printed(&mut driver, typed), whole, "{typed:?}");
    }
    // Its whole name, although another one's begins with it.
    let house = "Klubitalo: avoin päivätoiminta";
    assert!(printed(&mut driver, &[house]).starts_with(&format!("{house} · ")));
    for (typed, named) in [
        ("klubitalo", vec![house, "Klubitalo: avoin päivätoiminta (pe)", GROUP]),
        // Nearly so is not so: the list of another group would be printed.
        ("luovta", vec![GROUP]),
    ] {
        let failure = refused(&mut driver, &[typed]);
        let said = failure.to_string();
        assert_eq!(failure.exit_code(), 1);
        assert!(said.contains(typed) && said.lines().count() == 1 + named.len(), "{said}");
        assert!(named.iter().all(|name| said.lines().any(|line| line == *name)), "{said}");
    }
    let none = refused(&mut driver, &["xyzzy"]);
    assert!(none.exit_code() == 1 && none.to_string().lines().count() == 1, "{none}");
}

#[test]
fn the_paper_list_names_nobody_in_full() {
    let mut driver = last_week();
    let rows = json(&mut driver, &[GROUP, "--week", "5"]);
    for lang in Lang::ALL {
        let paper = roster(driver.store(), *lang, &[GROUP, "--week", "5", "--paper"]).unwrap();
        for person in rows.iter().filter_map(|row| row["name"].as_str()) {
            let (family, given) = person.split_once(' ').unwrap();
            assert!(!paper.contains(family) && paper.contains(given), "{person}:\n{paper}");
        }
        assert!(!rows.iter().filter_map(|row| row["client_ref"].as_str()).any(|reference| paper.contains(reference)));
    }
    assert!(Cli::try_parse_from(["rinnalla", "roster", GROUP, "--paper", "--format", "csv"]).is_err());
}
