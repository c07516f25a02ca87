//! Who sees whom: whatever is asked, run or opened, the names that come are those that one plain function allows.

#[path = "support/driver.rs"]
pub mod driver;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};
use driver::{Driver, TODAY};
use proptest::prelude::*;
use rinnalla::commands::place::{Account, Place};
use rinnalla::commands::{self, Cli, Context};
use rinnalla::domain::episode::EpisodeState;
use rinnalla::domain::ids::{ActivityId, ClientId, EnrolmentId, EpisodeId, GoalId, MeasureId, NoteId, WorkerId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::reports::{Asked, Name, Span, Spot};
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::clients::Scope;
use rinnalla::store::handover::Whose;
use rinnalla::store::record::Datum;
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::trail::LogAsked;
use rinnalla::store::{Store, StoreError, reports, workers};
use rinnalla::text::Words;

/// Families and given names that occur in nothing else that the program says.
const PEOPLE: [(&str, &str); 5] = [
    ("Qvarnholm", "Xandra"),
    ("Wexelius", "Ylvika"),
    ("Zilliac", "Zorro"),
    ("Åbjörn", "Quintus"),
    ("Öfverby", "Wivan"),
];

/// A lead, an admin, two workers, an auditor, and somebody who has left.
const TEAM: [(&str, Role, bool); 6] = [
    ("leena", Role::Lead, true),
    ("satu", Role::Admin, true),
    ("mikko", Role::Worker, true),
    ("jarno", Role::Worker, true),
    ("veikko", Role::Auditor, true),
    ("poissa", Role::Worker, false),
];

const GROUP: ActivityId = ActivityId(1);
const RECEPTION: ActivityId = ActivityId(2);

/// A right to see one client: to which worker, of which kind, how many days from today it lasts (none: for good).
#[derive(Debug, Clone)]
struct Grant {
    worker: usize,
    glass: bool,
    lasts: Option<i64>,
}

#[derive(Debug, Clone)]
struct Person {
    restricted: bool,
    grants: Vec<Grant>,
    own_worker: usize,
}

/// The rule, in plain words.
fn may_see(worker: usize, person: &Person) -> bool {
    let (_, role, active) = TEAM[worker];
    let holds = |grant: &&Grant| grant.worker == worker && grant.lasts.is_none_or(|days| days >= 0);
    active && role != Role::Auditor && (!person.restricted || person.grants.iter().find(holds).is_some())
}

fn grant() -> impl Strategy<Value = Grant> {
    let lasts = prop_oneof![Just(None), (-2..3_i64).prop_map(Some)];
    (0..TEAM.len(), any::<bool>(), lasts).prop_map(|(worker, glass, lasts)| Grant {
        worker,
        glass,
        lasts: if glass { lasts.or(Some(0)) } else { lasts },
    })
}

fn person() -> impl Strategy<Value = Person> {
    let grants = proptest::collection::vec(grant(), 0..4);
    (any::<bool>(), grants, 0..4_usize).prop_map(|(restricted, grants, own_worker)| Person {
        restricted,
        grants,
        own_worker,
    })
}

fn day(offset: i64) -> NaiveDate {
    TODAY + chrono::TimeDelta::days(offset)
}

/// A file in which everybody has everything: an own worker, a goal to review, a note to follow up, a group or its queue,
/// an appointment, an announced absence.
fn made(path: &Path, people: &[Person]) {
    let mut store = Store::create(path).unwrap();
    store
        .write(|tx| {
            for (login, role, _) in TEAM {
                workers::add(tx, login, &format!("{login} tiimistä"), role)?;
            }
            Ok(())
        })
        .unwrap();
    let rows = people.iter().zip(PEOPLE).enumerate().map(|(nth, (person, (family, given)))| {
        let worker = TEAM[person.own_worker].0;
        format!("REF-{nth}77,{family},{given},04055500{nth}9,2016-12-01,{worker},Kuntala{nth}\n")
    });
    let head = "ref,family_name,given_name,phone,opened,own_worker,municipality\n";
    let clients: String = std::iter::once(head.to_string()).chain(rows).collect();
    let activities = "name,tier,kind,capacity_max,weekdays,start,end,first_day,last_day\n\
        Kutojat,own,group,3,ma,10:00,11:00,2017-01-02,2017-05-29\n\
        Vastaanotto,own,appointment,,ma,12:00,15:00,2017-01-02,2017-05-29\n";
    for (subject, text) in [(Subject::Clients, clients.as_str()), (Subject::Activities, activities)] {
        import(&mut store, subject, text.as_bytes(), TODAY, Mode::Apply).unwrap();
    }
    store
        .write(|tx| {
            let run =
                |sql: &str| tx.execute_batch(&sql.replace("$TODAY", &TODAY.to_string())).map_err(StoreError::from);
            run("INSERT INTO session(activity_id, series_id, rule_date, on_day, state) \
                 SELECT s.activity_id, s.id, '$TODAY', '$TODAY', 'held' FROM series s")?;
            for nth in 1..=people.len() {
                let state = if nth <= 3 { "'enrolled', NULL, '2017-01-01'" } else { "'waiting', '2017-01-01', NULL" };
                run(&format!(
                    "INSERT INTO enrolment(activity_id, client_id, state, queued_at, starts) VALUES(1, {nth}, {state});\
                     INSERT INTO goal(episode_id, text, set_on) VALUES({nth}, 'Tavoite', '2017-01-01');\
                     INSERT INTO review(goal_id, due, state) VALUES({nth}, '$TODAY', 'due');\
                     INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on) \
                       VALUES({nth}, 1, '2017-01-15', 'phone', 'Puhelu', '$TODAY');\
                     INSERT INTO measure(client_id, on_day, instrument, part, tenths) \
                       VALUES({nth}, '2017-01-15', 'work-ability', 'total', 50);\
                     INSERT INTO snooze(rule, target, client_id, worker_id, until, reason) \
                       VALUES('goal-review', '{nth}', {nth}, 1, '2017-02-08', 'Siirto');\
                     INSERT INTO booking(session_id, client_id, starts_at) VALUES(2, {nth}, '12:{nth}0');\
                     INSERT INTO absence_notice(client_id, starts, ends, told_on, reason) \
                       VALUES({nth}, '$TODAY', '$TODAY', '$TODAY', 'illness')"
                ))?;
            }
            // The log has what was there before.
            run("UPDATE main.client SET phone = phone || '1'")?;
            for (nth, person) in people.iter().enumerate() {
                tx.execute(
                    "UPDATE main.client SET restricted = ?2 WHERE id = ?1",
                    (nth as i64 + 1, person.restricted),
                )?;
                for grant in &person.grants {
                    let kind = if grant.glass { "break_glass" } else { "named" };
                    let until = grant.lasts.map(day);
                    tx.execute(
                        "INSERT INTO client_access(client_id, worker_id, kind, granted_on, until, reason) \
                         VALUES(?1, ?2, ?3, '2017-01-20', ?4, 'Syy')",
                        (nth as i64 + 1, grant.worker as i64 + 1, kind, until),
                    )?;
                }
            }
            Ok(())
        })
        .unwrap();
}

/// One naming a client and worker: what is drawn twice counts once.
fn distinct(mut people: Vec<Person>) -> Vec<Person> {
    for person in &mut people {
        let mut named = BTreeSet::new();
        person.grants.retain(|grant| grant.glass || named.insert(grant.worker));
    }
    people
}

/// Which families a text has.
fn families(text: &str) -> BTreeSet<&'static str> {
    PEOPLE.iter().map(|(family, _)| *family).filter(|family| text.contains(family)).collect()
}

/// What gives away somebody who may not be seen: family, reference, phone, home.
#[track_caller]
fn gives_nobody_away(text: &str, worker: usize, people: &[Person], of: &str) {
    for (nth, person) in people.iter().enumerate().filter(|(_, person)| !may_see(worker, person)) {
        let kept =
            [PEOPLE[nth].0.to_string(), format!("REF-{nth}77"), format!("04055500{nth}9"), format!("Kuntala{nth}")];
        for secret in kept.into_iter().filter(|kept| !(kept.starts_with("REF") && answers_for(worker, person))) {
            assert!(!text.contains(&secret), "{} sees {secret} of {person:?} by {of}:\n{text}", TEAM[worker].0);
        }
    }
}

/// Who answers for the team reads the reference of a client that was opened, and nothing else of that client.
fn answers_for(worker: usize, person: &Person) -> bool {
    let (_, role, active) = TEAM[worker];
    active && matches!(role, Role::Lead | Role::Admin) && person.grants.iter().any(|grant| grant.glass)
}

/// Every name in an answer, and nothing else of it. A new kind of answer says here whom it names.
fn names(answer: &Answer) -> String {
    let joined = |names: Vec<&str>| names.join("\n");
    match answer {
        Answer::Today(data) => {
            let drafts = data.drafts.iter().map(|draft| draft.body.as_str());
            let due = data.due.iter().filter_map(|line| line.subject.client.as_ref()).map(|(_, name)| name.as_str());
            joined(due.chain(drafts).collect())
        }
        Answer::Clients(lines) => joined(lines.iter().map(|line| line.name.as_str()).collect()),
        Answer::Card(card) => card.client.fields.name(),
        Answer::Record(record) => {
            let data = record.tables.iter().chain(&record.named).flat_map(|rows| rows.rows.iter().flatten());
            joined(
                data.filter_map(|datum| if let Datum::Text(text) = datum { Some(text.as_str()) } else { None })
                    .collect(),
            )
        }
        Answer::Plan(page) => page.card.client.fields.name(),
        Answer::Roster(roster) => joined(roster.people.iter().map(|person| person.name.as_str()).collect()),
        Answer::Queue(queue) => joined(queue.people.iter().map(|queued| queued.name.as_str()).collect()),
        Answer::Spell(spell) => spell.client_name.clone(),
        Answer::Reception(day) => joined(day.guests.iter().map(|guest| guest.name.as_str()).collect()),
        Answer::Due(lines) => joined(
            lines.iter().filter_map(|line| line.subject.client.as_ref()).map(|(_, name)| name.as_str()).collect(),
        ),
        Answer::LookUp(entries) => joined(entries.iter().map(|entry| entry.label.as_str()).collect()),
        Answer::OverTime(over) => joined(over.iter().filter_map(|aged| aged.name.as_deref()).collect()),
        Answer::Openings(openings) => joined(openings.iter().map(|opening| opening.purpose.as_str()).collect()),
        Answer::Goal(goal) => goal.name.clone(),
        Answer::Sitting(sitting) => sitting.name.clone(),
        Answer::Meeting(meeting) => meeting.name.clone(),
        Answer::Note(note) => note.name.clone(),
        Answer::Measure(measure) => measure.name.clone(),
        Answer::Moves(moves) => {
            let clients = moves.clients.iter().map(|own| own.name.as_str());
            let follow_ups = moves.follow_ups.iter().map(|follow_up| follow_up.name.as_str());
            let snoozes = moves.snoozes.iter().filter_map(|snoozed| snoozed.client.as_ref());
            joined(clients.chain(follow_ups).chain(snoozes.map(|(_, name)| name.as_str())).collect())
        }
        Answer::Log(entries) => {
            let changes = entries.iter().flat_map(|entry| &entry.changes);
            joined(changes.flat_map(|change| [&change.before, &change.after]).flatten().map(String::as_str).collect())
        }
        Answer::Behind(found) => {
            joined(found.iter().filter_map(|one| one.client.as_ref()).map(|(_, name)| name.as_str()).collect())
        }
        Answer::Twins(twins) => {
            let pairs = twins.pairs.iter().flatten().map(|twin| twin.name.as_str());
            joined(pairs.chain(twins.merges.iter().map(|merged| merged.kept_name.as_str())).collect())
        }
        Answer::Pair(pair) => format!("{} {}", pair.kept.name(), pair.other.name()),
        Answer::Parting(parting) => format!("{} {}", parting.kept_name, parting.other_name),
        Answer::Draft(draft) => draft.iter().map(|draft| draft.body.as_str()).collect(),
        Answer::Reference(reference) => reference.clone(),
        // These speak of activities, workers and numbers.
        Answer::Activities(_)
        | Answer::Copies(_)
        | Answer::Activity(_)
        | Answer::Service(_)
        | Answer::Calendar(_)
        | Answer::LastTouch(_)
        | Answer::Lists(_)
        | Answer::Report(..)
        | Answer::WholeReport(_)
        | Answer::Team(_) => String::new(),
    }
}

/// The questions whose answer has everybody who may be seen.
fn about_all() -> Vec<Query> {
    vec![
        Query::Today { today: TODAY, everyone: true },
        Query::Clients { scope: Scope::All, today: TODAY },
        Query::Clients { scope: Scope::State(EpisodeState::Open), today: TODAY },
        Query::Due { today: TODAY },
        Query::Reception { activity: RECEPTION, from: TODAY, to: TODAY },
        Query::LookUp,
    ]
}

fn about_one(nth: usize) -> Vec<Query> {
    let id = nth as i64 + 1;
    vec![
        Query::Card { client: ClientId(id), today: TODAY },
        Query::CardOfEpisode { episode: EpisodeId(id), today: TODAY },
        Query::Spell(EnrolmentId(id)),
        Query::Goal(GoalId(id)),
        Query::Sitting(EpisodeId(id)),
        Query::Measure(MeasureId(id)),
        Query::Note(NoteId(id)),
    ]
}

fn asks(path: &Path, worker: usize, people: &[Person]) {
    let mut store = Store::open(path).unwrap();
    store.sign_in(WorkerId(worker as i64 + 1));
    store.live_by(|| TODAY);
    let (login, role, active) = TEAM[worker];
    let seen = |nth: usize| may_see(worker, &people[nth]);
    let expected: BTreeSet<&str> = (0..people.len()).filter(|nth| seen(*nth)).map(|nth| PEOPLE[nth].0).collect();
    for query in about_all() {
        match store.answer(&query) {
            Ok(answer) => assert_eq!(families(&names(&answer)), expected, "{login}: {query:?} of {people:?}"),
            Err(error) => assert!(!active && matches!(error, StoreError::NoAccess), "{login}: {query:?}: {error}"),
        }
    }
    let log = store.answer(&Query::Log(LogAsked::default()));
    assert_eq!(log.is_ok(), active && role != Role::Worker, "{login} and the log");
    gives_nobody_away(&log.map(|log| names(&log)).unwrap_or_default(), worker, people, "the log");
    // Long after all of it, by reference: of whom one may not see there is no name.
    let over = store.answer(&Query::OverTime { today: day(40 * 366) });
    assert_eq!(over.is_ok(), active && matches!(role, Role::Lead | Role::Admin), "{login} and the times to keep");
    let named = over.map(|over| names(&over)).unwrap_or_default();
    assert!(families(&named).is_subset(&expected), "{login}: {named}");
    for other in 1..=TEAM.len() as i64 {
        let moves = store.answer(&Query::Moves { whose: Whose::Worker(WorkerId(other)), today: TODAY });
        let named = moves.map(|answer| names(&answer)).unwrap_or_default();
        gives_nobody_away(&named, worker, people, "handing over");
    }
    for nth in 0..people.len() {
        for query in about_one(nth) {
            assert_eq!(store.answer(&query).is_ok(), seen(nth), "{login}: {query:?} of {people:?}");
        }
        for other in (0..people.len()).filter(|other| *other != nth) {
            let query = Query::Pair { kept: ClientId(nth as i64 + 1), other: ClientId(other as i64 + 1) };
            assert_eq!(store.answer(&query).is_ok(), seen(nth) && seen(other), "{login}: {query:?} of {people:?}");
        }
    }
    for nth in 0..people.len() {
        let gives = active && matches!(role, Role::Lead | Role::Admin) && seen(nth);
        let record = store.answer(&Query::Record(ClientId(nth as i64 + 1)));
        assert_eq!(record.is_ok(), gives, "{login}: the record of {:?}", people[nth]);
        let named = record.map(|record| families(&names(&record))).unwrap_or_default();
        assert!(named.iter().all(|family| *family == PEOPLE[nth].0), "nobody else is in it: {named:?}");
    }
    if !active {
        return;
    }
    let everybody = if role == Role::Auditor { 0 } else { people.len() };
    let Ok(Answer::Roster(roster)) =
        store.answer(&Query::Roster { activity: GROUP, from: TODAY, to: TODAY, today: TODAY })
    else {
        panic!("a roster")
    };
    let Ok(Answer::Queue(queue)) = store.answer(&Query::Queue { activity: GROUP, today: TODAY }) else {
        panic!("a queue")
    };
    assert_eq!(roster.people.len() + queue.people.len(), everybody, "nobody is missing");
    assert_eq!((roster.seats.members, queue.seats.waiting), (people.len().min(3) as u32, people.len() as u32 - 3));
    for (name, client) in roster
        .people
        .iter()
        .map(|person| (&person.name, person.client))
        .chain(queue.people.iter().map(|queued| (&queued.name, queued.client)))
    {
        let nth = client.0 as usize - 1;
        let (family, given) = PEOPLE[nth];
        let wanted = if seen(nth) { format!("{family} {given}") } else { given.to_string() };
        assert_eq!(*name, wanted, "{login}");
    }
    let shown: Vec<String> = roster.people.iter().map(|person| person.name.clone()).collect();
    let mut sorted = shown.clone();
    sorted.sort_by_key(|name| rinnalla::domain::text::sort_key(name));
    assert_eq!(shown, sorted, "nobody's place says more than the name that is shown");
    let hidden = roster.people.iter().filter(|person| !seen(person.client.0 as usize - 1));
    for person in hidden {
        assert!(person.goal.is_none() && person.absences.iter().all(|absence| absence.reason.is_none()));
        assert!(person.announced_on(TODAY).is_some(), "that somebody stays away may be known");
    }
}

/// Totals count everybody, whoever reads them; behind a figure stand the names that may be seen.
fn counts(path: &Path, worker: usize, people: &[Person]) {
    if !TEAM[worker].2 {
        return;
    }
    let scope = Asked::of(Span { from: "2016-01-01".parse().unwrap(), to: TODAY }, TODAY);
    let whole = Store::open(path).unwrap();
    let mut store = Store::open(path).unwrap();
    store.sign_in(WorkerId(worker as i64 + 1));
    store.live_by(|| TODAY);
    for name in Name::ALL {
        let report = reports::report(store.reader(), *name, &scope).unwrap();
        assert_eq!(report, reports::report(whole.reader(), *name, &scope).unwrap(), "{} of {people:?}", TEAM[worker].0);
        for table in &report.tables {
            for (row, column) in table.rows.iter().flat_map(|row| (0..table.columns.len()).map(move |at| (row, at))) {
                let (part, line) = (row.part.clone(), row.line.clone());
                let spot = Spot { name: *name, table: table.key, column, part, line, scope: scope.clone() };
                let Ok(found) = store.answer(&Query::Behind(Box::new(spot))) else { continue };
                gives_nobody_away(&names(&found), worker, people, "what lies behind a figure");
            }
        }
    }
}

/// Runs a command as the worker whose Unix account is ours.
fn output(path: &Path, args: &[&str]) -> String {
    let words = Words::new(Lang::En);
    let cli = Cli::read(["rinnalla"].iter().chain(args).map(Into::into), &words).unwrap();
    let place = Place::find(Some(path.to_path_buf()), &words).unwrap();
    let context = Context { words, place, today: TODAY, day_is_fixed: true };
    let mut out = Vec::new();
    let done = commands::run(cli.command, &context, &mut out);
    let failed = done.err().map(|failure| failure.to_string()).unwrap_or_default();
    String::from_utf8(out).unwrap() + &failed
}

fn runs(path: &Path, worker: usize, people: &[Person]) {
    let account = Account::mine().expect("who runs the test has an account").login;
    let mut store = Store::open(path).unwrap();
    let taken = "UPDATE worker SET login = 'nobody-' || id WHERE login = ?1";
    let login = "UPDATE worker SET login = ?1 WHERE id = ?2";
    store.write(|tx| Ok(tx.execute(taken, [&account])?)).unwrap();
    store.write(|tx| Ok(tx.execute(login, (&account, worker as i64 + 1))?)).unwrap();
    let id = worker as i64 + 1;
    if !TEAM[worker].2 {
        store.write(|tx| Ok(tx.execute("UPDATE worker SET active = 0 WHERE id = ?1", [id])?)).unwrap();
    }
    let expected: BTreeSet<&str> =
        (0..people.len()).filter(|nth| may_see(worker, &people[*nth])).map(|nth| PEOPLE[nth].0).collect();
    assert_eq!(families(&output(path, &["due", "--format", "json"])), expected, "due");
    let finds = PEOPLE.iter().map(|(family, _)| vec!["find", *family]);
    let references = ["REF-077", "REF-177", "REF-277", "REF-377", "REF-477"].map(|reference| vec!["find", reference]);
    let others = [
        vec!["due"],
        vec!["find", "Kutojat"],
        vec!["agenda"],
        vec!["agenda", "--format", "json"],
        vec!["roster", "Kutojat"],
        vec!["roster", "Kutojat", "--paper"],
        vec!["roster", "Kutojat", "--format", "csv"],
        vec!["roster", "Vastaanotto", "--format", "json"],
        vec!["check"],
        vec!["worker", "list"],
    ];
    for args in finds.chain(references).chain(others) {
        // What was typed may be said again.
        let typed = args.last().copied().filter(|_| args[0] == "find").unwrap_or("–");
        let said = output(path, &args).replace(&format!("”{typed}”"), "").replace(&format!("\"{typed}\""), "");
        gives_nobody_away(&said, worker, people, &args.join(" "));
    }
    // Who reads the log reads references, and nothing else of whom they may not see.
    let reads = matches!(TEAM[worker].1, Role::Lead | Role::Admin | Role::Auditor);
    for args in [vec!["log"], vec!["log", "--format", "json"]] {
        let said = output(path, &args);
        let said = if reads { said.replace("REF-", "") } else { said };
        gives_nobody_away(&said, worker, people, &args.join(" "));
    }
    for (nth, person) in people.iter().enumerate() {
        let said = output(path, &["log", "--client", &format!("REF-{nth}77"), "--format", "json"]);
        let told = said.starts_with('[');
        assert_eq!(told, may_see(worker, person) && matches!(TEAM[worker].1, Role::Lead | Role::Admin), "{said}");
    }
    store.write(|tx| Ok(tx.execute(login, (TEAM[worker].0, id))?)).unwrap();
}

fn looks(first: &Driver, worker: usize, people: &[Person]) {
    let (login, _, active) = TEAM[worker];
    if !active {
        return;
    }
    let mut driver = first.of(login, Lang::Fi);
    let given = PEOPLE.iter().map(|(_, given)| format!("/{given}<enter>"));
    let keys = [
        "1",
        "1o",
        "2",
        "2o",
        "2o<enter>",
        "3<enter>",
        "3w",
        "4",
        "4o",
        "5",
        "5c",
        "6",
        "6<enter>",
        "/REF",
        "/kut<enter>",
    ];
    for script in keys.into_iter().map(String::from).chain(given) {
        for piece in driver::keys::pieces(&script) {
            driver.press(driver::keys::event(piece));
            gives_nobody_away(&driver.screen(), worker, people, &script);
        }
        driver.keys("<esc><esc><esc>");
    }
    driver.keys("2");
    let expected = |nth: &usize| may_see(worker, &people[*nth]);
    for _ in 0..3 {
        if driver.title().contains("Kaikki") {
            break;
        }
        driver.keys("o");
    }
    let wanted: BTreeSet<&str> = (0..people.len()).filter(expected).map(|nth| PEOPLE[nth].0).collect();
    assert_eq!(families(&driver.screen()), wanted, "{login}:\n{}", driver.screen());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_is_what_may_be_seen(people in proptest::collection::vec(person(), PEOPLE.len())) {
        let people = distinct(people);
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sight.db");
        made(&path, &people);
        let mut store = Store::open(&path).unwrap();
        store.write(|tx| workers::end(tx, "poissa")).unwrap();
        for worker in 0..TEAM.len() {
            asks(&path, worker, &people);
            runs(&path, worker, &people);
            counts(&path, worker, &people);
        }
        let first = Driver::on_file(&path, "satu");
        for worker in 0..TEAM.len() {
            looks(&first, worker, &people);
        }
    }
}

/// A right that ends in the middle of a sitting ends there.
#[test]
fn a_right_ends_with_its_last_day() {
    let mut people = vec![Person { restricted: false, grants: Vec::new(), own_worker: 0 }; PEOPLE.len()];
    people[0] =
        Person { restricted: true, grants: vec![Grant { worker: 2, glass: false, lasts: Some(1) }], own_worker: 0 };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sight.db");
    made(&path, &people);
    let mut store = Store::open(&path).unwrap();
    store.sign_in(WorkerId(3));
    let card = Query::Card { client: ClientId(1), today: TODAY };
    for (days, seen) in [(0, true), (1, true), (2, false)] {
        store.live_by(move || TODAY + Days::new(days));
        assert_eq!(store.answer(&card).is_ok(), seen, "{days}");
    }
}

/// *Turvakielto*: home and e-mail are nobody's to read, whichever way is taken; the phone and the contact address are.
#[test]
fn a_non_disclosure_order_holds_in_every_command_and_on_every_screen() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("order.db");
    let account = Account::mine().expect("who runs the test has an account").login;
    drop(rinnalla::demo::make(&path, &account, TODAY, rinnalla::demo::SEED).unwrap());
    let mut store = Store::open(&path).unwrap();
    let kept =
        "UPDATE main.client SET municipality = 'Piilokunta', email = 'piilo@esimerkki.fi' WHERE non_disclosure = 1";
    assert_eq!(store.write(|tx| Ok(tx.execute(kept, [])?)).unwrap(), 1);
    let text = |sql: &str| store.reader().query_row::<String, _, _>(sql, [], |row| row.get(0)).unwrap();
    let name = text("SELECT family_name || ' ' || given_name FROM client WHERE non_disclosure = 1");
    let reference = text("SELECT ref FROM client WHERE non_disclosure = 1");
    let groups = text("SELECT group_concat(name, '|') FROM activity");
    let secret = |said: &str| said.contains("Piilokunta") || said.contains("piilo@esimerkki.fi");

    let rosters = groups.split('|').flat_map(|group| {
        [vec!["roster", group, "--format", "json"], vec!["roster", group, "--paper"], vec!["roster", group]]
    });
    let others = [
        vec!["find", name.as_str(), "--format", "json"],
        vec!["find", reference.as_str(), "--format", "csv"],
        vec!["due", "--format", "json"],
        vec!["agenda", "--format", "json"],
        vec!["check"],
    ];
    for args in others.into_iter().chain(rosters) {
        let said = output(&path, &args);
        assert!(!secret(&said), "{args:?}:\n{said}");
    }
    // An import that is refused says what was typed in the wrong cell, and nothing of the line beside it.
    let list = dir.path().join("list.csv");
    let wrong = format!(
        "ref,family_name,given_name,birth_date,municipality,email,non_disclosure\n\
        {reference},A,B,30.2.1990,Piilokunta,piilo@esimerkki.fi,yes\n"
    );
    std::fs::write(&list, wrong).unwrap();
    let said = output(&path, &["import", "clients", list.to_str().unwrap(), "--dry-run"]);
    assert!(said.contains("30.2.1990") && !secret(&said), "{said}");

    let mut driver = Driver::on_file(&path, &account);
    let card = format!("/{name}<enter>");
    for script in ["1o", "2o", "3<enter>", "4o", "5", "6", &card, &format!("{card}e"), &format!("{card}<pgdn><pgdn>")] {
        for piece in driver::keys::pieces(script) {
            driver.press(driver::keys::event(piece));
            assert!(!secret(&driver.screen()), "{script}:\n{}", driver.screen());
        }
        driver.keys("<esc><esc><esc>");
    }
    driver.keys(&card).sees("TURVAKIELTO");
    assert!(driver.written().iter().all(|(_, text)| !secret(text)));
}
