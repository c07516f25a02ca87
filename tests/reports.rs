//! The reports against what was published, out of the demo and out of an import; and what may leave the team.

use std::ffi::OsString;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use rinnalla::commands::{Cli, Command, Failure};
use rinnalla::demo::{self, DAY, SEED};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::reports::{Asked, Length, Name, Report, Span, Value};
use rinnalla::domain::worker::{Role, Worker};
use rinnalla::exchange::reports::Outgoing;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::request::Lists;
use rinnalla::store::{Store, reports, workers};
use rinnalla::text::Words;

const KUOPIO: &str = include_str!("data/kuopio-participation-2017-02-06.csv");
const LIETO: &str = include_str!("data/lieto-outcomes-2020.csv");

fn kuopio() -> Store {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "kokeilija", DAY, SEED).unwrap();
    store
}

fn words() -> Words {
    Words::new(Lang::Fi)
}

/// `rinnalla report ...`, as a worker of this role.
fn told(store: &Store, role: Role, today: NaiveDate, typed: &str) -> Result<String, Failure> {
    let args = ["rinnalla", "report"].into_iter().chain(typed.split(' ')).map(OsString::from);
    let Some(Command::Report(report)) = Cli::read(args, &words())?.command else { panic!("a report") };
    let me = Worker { role, ..workers::all(store.reader()).unwrap().remove(0) };
    report.told(store, &me, &words(), today).map(|bytes| String::from_utf8(bytes).unwrap().replace("\r\n", "\n"))
}

fn admin(store: &Store, today: NaiveDate, typed: &str) -> String {
    told(store, Role::Admin, today, typed).unwrap_or_else(|failure| panic!("{failure}"))
}

/// The first columns of some lines of a CSV, those without a comma in them.
fn columns(csv: &str, count: usize, wanted: impl Fn(&str) -> bool) -> String {
    let first = |line: &str| line.split(',').take(count).collect::<Vec<_>>().join(",");
    csv.lines().filter(|line| wanted(line)).map(|line| first(line) + "\n").collect()
}

#[test]
fn the_demo_gives_the_participation_that_kuopio_published() {
    let csv = admin(
        &kuopio(),
        DAY,
        "participation --from 2015-09-01 --to 2017-02-06 --table services --format csv --unsuppressed",
    );
    let of_the_source = ["section,", "purchased,", "cooperation,", "onward,", "registered,"];
    let published = columns(&csv, 3, |line| of_the_source.iter().any(|section| line.starts_with(section)));
    assert_eq!(published, KUOPIO);
    // Besides, only what the source does not count: appointments, and heads without a name.
    let others = csv.lines().filter(|line| line.starts_with("own,") || line.starts_with("general,")).count();
    assert_eq!(others, 5, "{csv}");
}

#[test]
fn persons_participations_and_visits_are_three_numbers() {
    let store = kuopio();
    let span = Span { from: "2015-09-01".parse().unwrap(), to: DAY };
    let table = reports::table(store.reader(), Name::Participation, "tiers", &Asked::of(span, DAY)).unwrap();
    let total = table.rows.last().unwrap();
    let [persons, participations, visits] = [0, 1, 2].map(|at| match total.figures[at].value {
        Value::Count(count) => count,
        other => panic!("{other:?}"),
    });
    let distinct = |sql: &str| store.reader().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let everybody = "SELECT count(*) FROM (SELECT client_id FROM enrolment WHERE starts <= '2017-02-06' \
        UNION SELECT client_id FROM attendance WHERE mark IN ('present', 'late'))";
    assert_eq!(persons, distinct(everybody));
    assert!(persons < participations, "{persons} {participations}");
    assert_eq!(visits, distinct("SELECT count(*) FROM attendance WHERE mark IN ('present', 'late')"));
}

/// One client a person of the published table, each with its outcome in words.
fn lieto() -> Store {
    let mut store = Store::in_memory().unwrap();
    let me = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.sign_in(me);
    // The team's own word for its service, as it would be written in the office.
    let own = "UPDATE code SET fi = 'Jatkoi Kisällin palvelussa' WHERE list = 'outcome' AND key = 'continued'";
    store.write(|tx| Ok(tx.execute(own, [])?)).unwrap();
    let mut file = String::from("ref;family_name;given_name;pending_since;opened;state;closed;close_reason;outcome\n");
    let mut reader = csv::Reader::from_reader(LIETO.as_bytes());
    let mut number = 0;
    for row in reader.records().map(Result::unwrap).filter(|row| &row[0] != "TOTAL") {
        for _ in 0..row[2].parse::<u32>().unwrap() {
            number += 1;
            let (day, outcome) = (1 + number % 28, &row[0]);
            file += &format!(
                "L-{number};Suku{number};Aino;7.1.2019;1.2.2019;closed;{day}.6.2020;Ei enää tarvetta;{outcome}\n"
            );
        }
    }
    let today = "2021-06-17".parse().unwrap();
    let report = import(&mut store, Subject::Clients, file.as_bytes(), today, Mode::Apply).unwrap();
    assert_eq!(report.added, 125);
    store
}

#[test]
fn an_imported_caseload_gives_the_outcomes_that_lieto_published() {
    let store = lieto();
    let today = "2021-06-17".parse().unwrap();
    let year = "outcomes --from 1.1.2020 --to 31.12.2020 --table outcome --format csv";
    assert_eq!(admin(&store, today, &format!("{year} --unsuppressed")), LIETO);
    let outside = admin(&store, today, year);
    assert!(outside.contains("\nTE-toimiston työllistäminen,x,x\n"), "{outside}");
    assert!(outside.contains("\nEi tietoa,x,x\n") && outside.contains("\nTöihin,8.8,11\n"), "{outside}");
    assert!(outside.ends_with("TOTAL,100.0,125\n"), "{outside}");
    let json: serde_json::Value = serde_json::from_str(&admin(&store, today, &year.replace("csv", "json"))).unwrap();
    assert_eq!(json["tables"]["outcome"][0]["persons"], 11);
    assert_eq!(
        (json["tables"]["outcome"][3]["persons"].as_str(), json["suppressed_below"].as_i64()),
        (Some("x"), Some(5))
    );
}

#[test]
fn small_figures_are_for_those_who_lead_and_a_setting_says_what_is_small() {
    let mut store = kuopio();
    let asked = "participation --from 2015-09-01 --to 2017-02-06 --table services --format csv";
    let refused = told(&store, Role::Worker, DAY, &format!("{asked} --unsuppressed"));
    assert!(matches!(refused, Err(Failure::Refused(_))));
    assert!(told(&store, Role::Lead, DAY, &format!("{asked} --unsuppressed")).is_ok());
    let hidden = told(&store, Role::Worker, DAY, asked).unwrap();
    assert!(hidden.contains("onward,Palkkatyö,x,"), "{hidden}");
    assert!(told(&store, Role::Worker, DAY, &asked.replace("csv", "table")).unwrap().contains("Palkkatyö"));
    // A file goes on to others: its ending says as what, and a table in it hides as much.
    let into = |file: &str| format!("participation {file} --from 2015-09-01 --to 2017-02-06 --table services");
    assert_eq!(told(&store, Role::Worker, DAY, &into("out.csv")).unwrap(), hidden);
    let row = |text: &str| text.lines().find(|line| line.contains("Palkkatyö")).unwrap().to_string();
    let table = told(&store, Role::Worker, DAY, &into("out.txt")).unwrap();
    assert!(!row(&table).contains(" 2"), "{table}");
    assert!(row(&told(&store, Role::Lead, DAY, &into("out.txt --unsuppressed")).unwrap()).contains(" 2"));
    store.write(|tx| rinnalla::store::settings::set(tx, "suppress-below", 5, 0)).unwrap();
    assert!(told(&store, Role::Worker, DAY, asked).unwrap().contains("onward,Palkkatyö,2,"));
}

#[test]
fn what_cannot_be_reported_says_what_could_be() {
    let store = kuopio();
    for (typed, said) in [
        ("visits --from 1.3.2017 --to 1.2.2017", ""),
        ("visits --from joskus", "joskus"),
        ("visits --table kuukaudet", "weeks"),
        ("visits --worker pekka", "kokeilija"),
        ("visits --theme talous", "everyday"),
        ("visits --format xlsx", "xlsx"),
        ("huhut", "participation"),
    ] {
        match told(&store, Role::Admin, DAY, typed) {
            Err(Failure::Usage(words)) => assert!(words.contains(said), "{typed}: {words}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
    let narrowed = admin(&store, DAY, "visits --worker mikko --theme Osallisuus --tier partnership");
    assert!(narrowed.contains("Käynnit 2017 (Mikko Alanen, kumppanuustoiminta, Osallisuus)"), "{narrowed}");
}

/// Every figure that is on the screen, in whatever leaves: the same numbers, row by row.
#[test]
fn exports_say_what_the_screen_says() {
    let store = kuopio();
    let (words, lists) = (words(), Lists::read(store.reader()).unwrap());
    for name in Name::ALL {
        let asked = Asked::of(Span::around(DAY, Length::Year), DAY);
        let report = reports::report(store.reader(), *name, &asked).unwrap();
        let outgoing = Outgoing { report: &report, words: &words, lists: &lists, least: 0 };
        let (csv, json, html) = (outgoing.csv().unwrap(), outgoing.json(), outgoing.html());
        let mut pages = csv.split("\r\n\r\n");
        let mut printed = html.split("<tbody>\n").skip(1);
        for table in &report.tables {
            let page = pages.next().unwrap();
            let mut reader = csv::Reader::from_reader(page.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), table.rows.len(), "{}", table.key);
            let on_paper: Vec<&str> = printed.next().unwrap().split("</tbody>").next().unwrap().lines().collect();
            assert_eq!(on_paper.len(), table.rows.len(), "{}", table.key);
            for (row, line) in table.rows.iter().zip(on_paper) {
                let figures: Vec<&str> = line.split("<td class=\"n\">").skip(1).collect();
                let told = figures.iter().map(|cell| cell.split("</td>").next().unwrap());
                let shown = row.figures.iter().map(|figure| words.report_value(figure.value));
                assert!(told.eq(shown), "{}: {line}", table.key);
            }
            for (at, row) in table.rows.iter().enumerate() {
                let figures = rows[at].iter().skip(rows[at].len() - row.figures.len());
                for ((column, figure), told) in table.columns.iter().zip(&row.figures).zip(figures) {
                    let number = &json["tables"][table.key][at][column.key];
                    let shown = words.report_value(figure.value).replace(" %", "").replace(',', ".");
                    match figure.value {
                        Value::Unknown => assert!(told.is_empty() && number.is_null()),
                        _ => assert_eq!(
                            (told.parse::<f64>().unwrap(), number.as_f64().unwrap()),
                            (shown.parse().unwrap(), shown.parse().unwrap())
                        ),
                    }
                }
            }
        }
    }
}

/// One part of a workbook, as text.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_a_sheet_a_table_numbers_as_numbers_and_nothing_that_runs() {
    let mut store = kuopio();
    let formula = "UPDATE activity SET name = '=1+1 ryhmä', service = NULL WHERE name = 'ARKI-ryhmä'";
    store.write(|tx| Ok(tx.execute(formula, [])?)).unwrap();
    let asked = Asked::of(Span { from: "2015-09-01".parse().unwrap(), to: DAY }, DAY);
    let report: Report = reports::report(store.reader(), Name::Participation, &asked).unwrap();
    let (words, lists) = (words(), Lists::read(store.reader()).unwrap());
    let outgoing = Outgoing { report: &report, words: &words, lists: &lists, least: 0 };
    let book = outgoing.xlsx().unwrap();
    let names = part(&book, "xl/workbook.xml");
    assert!(names.contains("name=\"Palvelut\"") && names.contains("name=\"Palvelutasot, eri henkilöt\""), "{names}");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>129</v>") && sheet.contains("state=\"frozen\""), "{sheet}");
    assert!(!sheet.contains("<f>"), "nothing is a formula");
    assert!(part(&book, "xl/sharedStrings.xml").contains("=1+1 ryhmä"), "but text, as it is written");
    assert!(outgoing.csv().unwrap().contains(",'=1+1 ryhmä,"));
}

#[test]
fn a_page_to_be_printed_hides_small_figures_and_stands_for_itself() {
    let store = kuopio();
    let asked = "participation --from 2015-09-01 --to 2017-02-06 --format html";
    let page = told(&store, Role::Worker, DAY, asked).unwrap();
    assert!(page.contains("<h1>Osallistuminen 1.9.2015–6.2.2017</h1>"), "{page}");
    assert!(page.contains("<td>Palkkatyö</td><td class=\"n\">x</td>") && page.contains("alle 5"), "{page}");
    assert!(page.contains("<tr class=\"t\">") && page.contains(">129</td>"), "{page}");
    assert!(!admin(&store, DAY, &format!("{asked} --unsuppressed")).contains(">x</td>"));
    for sign in ["<script", "http", "src=", "href="] {
        assert!(!page.contains(sign), "{sign}");
    }
}
