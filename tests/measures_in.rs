//! Measures and goals from files: all or nothing, twice the same, and every bad input named where it stands.

use chrono::NaiveDate;
use rinnalla::commands::import::refusal;
use rinnalla::domain::goal::{GoalState, Responsible};
use rinnalla::domain::lang::Lang;
use rinnalla::domain::measure::Instrument;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Fault, ImportError, Mode, Report, Subject, Wrong, import};
use rinnalla::store::goals::Goal;
use rinnalla::store::{Store, clients, episodes, goals, measures, workers};
use rinnalla::text::Words;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// Two clients: one whose customership is open, one who has been here and come back.
fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    let people = "ref,family_name,given_name,pending_since,opened,closed,close_reason,outcome,state\n\
        17-1,Aalto,Aino,,2017-01-09,,,,open\n17-2,Salo,Veikko,,2016-01-10,2016-06-30,no_need,study,closed\n";
    take(&mut store, Subject::Clients, people);
    let back = "ref,family_name,given_name,opened,state\n17-2,Salo,Veikko,2017-01-11,open\n";
    take(&mut store, Subject::Clients, back);
    store
}

fn bring(store: &mut Store, subject: Subject, text: &str) -> Result<Report, ImportError> {
    import(store, subject, text.as_bytes(), day("2017-02-06"), Mode::Apply)
}

fn take(store: &mut Store, subject: Subject, text: &str) -> Report {
    bring(store, subject, text).unwrap_or_else(|error| panic!("{error:?}"))
}

fn faults(store: &mut Store, subject: Subject, text: &str) -> Vec<Fault> {
    match bring(store, subject, text) {
        Err(ImportError::Faults(faults)) => faults,
        other => panic!("{other:?}: {text}"),
    }
}

fn report(added: usize, changed: usize, unchanged: usize) -> Report {
    Report { added, changed, unchanged }
}

fn written(store: &Store) -> i64 {
    store.reader().query_row("SELECT count(*) FROM log", [], |row| row.get(0)).unwrap()
}

fn measured(store: &Store, reference: &str) -> Vec<measures::Measure> {
    let client = clients::by_reference(store.reader(), reference).unwrap().unwrap();
    measures::of_client(store.reader(), client).unwrap()
}

/// Of every customership, the newest first.
fn goals_of(store: &Store, reference: &str) -> Vec<Goal> {
    let client = clients::by_reference(store.reader(), reference).unwrap().unwrap();
    let episodes = episodes::of_client(store.reader(), client).unwrap();
    episodes.iter().flat_map(|episode| goals::of_episode(store.reader(), episode.id).unwrap()).collect()
}

#[test]
fn measures_come_in_part_by_part_and_only_once() {
    let mut store = store();
    let text = "client_ref,instrument,on,value,part\n\
        17-1,work-ability,2017-01-09,3,\n17-1,work-ability,2017-02-06,\"5,5\",total\n\
        17-1,avain,2017-02-06,4,\n17-1,situation-circle,2017-02-06,6,home\n17-1,situation-circle,2017-02-06,7.5,money\n";
    assert_eq!(take(&mut store, Subject::Measures, text), report(5, 0, 0));
    let before = written(&store);
    assert_eq!(take(&mut store, Subject::Measures, text), report(0, 0, 5));
    assert_eq!(written(&store), before);
    let found = measured(&store, "17-1");
    let told: Vec<_> = found.iter().map(|one| (one.fields.instrument, one.fields.total())).collect();
    let expected = [
        (Instrument::WorkAbility, Some(30)),
        (Instrument::WorkAbility, Some(55)),
        (Instrument::Avain, Some(40)),
        (Instrument::SituationCircle, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(found[3].fields.scores, [("home", 60), ("money", 75)]);

    let corrected = text.replace(",3,\n", ",4,\n");
    assert_eq!(take(&mut store, Subject::Measures, &corrected), report(0, 1, 4));
    assert_eq!(measured(&store, "17-1")[0].fields.total(), Some(40));
}

#[test]
fn a_file_of_a_finnish_office_may_say_what_the_screen_shows() {
    let mut store = store();
    let text = "Asiakkaan tunnus;Mittari;Päivä;Osa;Pisteet\r\n17-1;Työkyky;6.2.2017;;5,5\r\n\
        17-1;Elämäntilanteen selvittämisen ympyrä;6.2.2017;Raha;7\r\n17-1;kykyviisari;6.2.2017;kokonaispisteet;61\r\n";
    assert_eq!(take(&mut store, Subject::Measures, text), report(3, 0, 0));
    assert_eq!(measured(&store, "17-1").len(), 3);
    let goals = "Asiakkaan tunnus;Tavoite;Asetettu;Teema;Vastuu;Arviointi;Tila\r\n\
        17-1;Laskut ajallaan;9.1.2017;Arjen hallinta;yhdessä;10.4.2017;käynnissä\r\n";
    assert_eq!(take(&mut store, Subject::Goals, goals), report(1, 0, 0));
    assert_eq!(goals_of(&store, "17-1")[0].fields.theme.as_deref(), Some("everyday"));
}

#[test]
fn what_is_wrong_with_a_measure_is_named_where_it_stands() {
    let head = "client_ref,instrument,on,value,part";
    let bad: &[(&str, &str, u64)] = &[
        ("17-9,avain,2017-02-06,4,", "client_ref", 2),
        ("17-1,iq,2017-02-06,4,", "instrument", 2),
        ("17-1,avain,2017-02-07,4,", "on", 2),
        ("17-1,avain,6.2.,4,", "on", 2),
        ("17-1,avain,2017-02-06,,", "value", 2),
        ("17-1,avain,2017-02-06,11,", "value", 2),
        ("17-1,avain,2017-02-06,-1,", "value", 2),
        ("17-1,avain,2017-02-06,\"4,25\",", "value", 2),
        ("17-1,avain,2017-02-06,4,home", "part", 2),
        ("17-1,avain,2017-02-06,4,\n17-1,avain,2017-02-06,5,total", "value", 3),
        ("17-1,kykyviisari,2017-02-06,4,mind\n17-1,kykyviisari,2017-02-06,5,", "value", 2),
    ];
    for (lines, column, line) in bad {
        let mut store = store();
        let before = written(&store);
        let found = faults(&mut store, Subject::Measures, &format!("{head}\n{lines}\n"));
        assert_eq!((found[0].column.as_str(), found[0].line), (*column, *line), "{lines}: {found:?}");
        assert_eq!(written(&store), before, "{lines}");
    }
}

#[test]
fn a_total_does_not_come_beside_parts_that_are_in_the_file_already() {
    let mut store = store();
    let head = "client_ref,instrument,on,value,part\n";
    take(&mut store, Subject::Measures, &format!("{head}17-1,kykyviisari,2017-02-06,40,mind\n"));
    let found = faults(&mut store, Subject::Measures, &format!("{head}17-1,kykyviisari,2017-02-06,40,\n"));
    assert_eq!(found[0].wrong, Wrong::TotalAndParts);
}

const GOALS: &str = "client_ref,text,set_on,theme,target,responsible,review_on,state,ended\n\
    17-1,Laskut ajallaan,2017-01-09,everyday,Ei uusia maksuja,joint,2017-04-10,active,\n\
    17-2,Nukun öisin,2016-02-01,health,,client,,achieved,2016-06-01\n\
    17-2,Nukun öisin,2017-01-20,health,,client,2017-04-20,,\n";

#[test]
fn goals_come_into_the_customership_of_their_day_and_only_once() {
    let mut store = store();
    assert_eq!(take(&mut store, Subject::Goals, GOALS), report(3, 0, 0));
    let before = written(&store);
    assert_eq!(take(&mut store, Subject::Goals, GOALS), report(0, 0, 3));
    assert_eq!(written(&store), before);
    let first = goals_of(&store, "17-1").remove(0);
    assert_eq!((first.fields.review_on, first.fields.responsible), (Some(day("2017-04-10")), Some(Responsible::Joint)));
    let [now, then] = &goals_of(&store, "17-2")[..] else { panic!("two goals") };
    assert!(now.episode != then.episode);
    assert_eq!((now.fields.state, then.fields.state), (GoalState::Active, GoalState::Achieved));
    assert_eq!(then.fields.ended, Some(day("2016-06-01")));
}

#[test]
fn a_newer_account_of_a_goal_changes_it_and_what_has_no_column_stays() {
    let mut store = store();
    take(&mut store, Subject::Goals, GOALS);
    let newer = "client_ref,text,set_on,review_on\n17-1,Laskut ajallaan,2017-01-09,2017-05-08\n";
    assert_eq!(take(&mut store, Subject::Goals, newer), report(0, 1, 0));
    let goal = goals_of(&store, "17-1").remove(0);
    assert_eq!((goal.fields.review_on, goal.fields.theme.as_deref()), (Some(day("2017-05-08")), Some("everyday")));
    let ended = "client_ref,text,set_on,state,ended\n17-1,Laskut ajallaan,2017-01-09,partly,2017-02-01\n";
    assert_eq!(take(&mut store, Subject::Goals, ended), report(0, 1, 0));
    let goal = goals_of(&store, "17-1").remove(0);
    assert_eq!((goal.fields.state, goal.fields.review_on), (GoalState::Partly, None));
    assert_eq!(faults(&mut store, Subject::Goals, GOALS)[0].wrong, Wrong::GoalOver, "what is over stays so");
}

#[test]
fn what_is_wrong_with_a_goal_is_named_where_it_stands() {
    let head = "client_ref,text,set_on,theme,target,responsible,review_on,state,ended";
    let bad: &[(&str, &str)] = &[
        ("17-9,A,2017-01-20,,,,,,", "client_ref"),
        ("17-1,,2017-01-20,,,,,,", "text"),
        ("17-1,A,2017-02-07,,,,,,", "set_on"),
        ("17-1,A,2015-01-20,,,,,,", "set_on"),
        ("17-1,A,2017-01-20,weather,,,,,", "theme"),
        ("17-1,A,2017-01-20,,,nobody,,,", "responsible"),
        ("17-1,A,2017-01-20,,,,soon,,", "review_on"),
        ("17-1,A,2017-01-20,,,,,done,", "state"),
        ("17-1,A,2017-01-20,,,,,achieved,", "ended"),
        ("17-1,A,2017-01-20,,,,,active,2017-02-01", "ended"),
        ("17-1,A,2017-01-20,,,,,achieved,2017-01-19", "ended"),
        ("17-1,A,2017-01-20,,,,2017-03-01,achieved,2017-02-01", "review_on"),
        ("17-2,A,2016-02-01,,,,,active,", "state"),
        ("17-1,A,2017-01-20,,,,,,\n17-1,A,2017-01-20,,,,,,", "text"),
    ];
    for (lines, column) in bad {
        let mut store = store();
        let before = written(&store);
        let found = faults(&mut store, Subject::Goals, &format!("{head}\n{lines}\n"));
        assert_eq!(found[0].column, *column, "{lines}: {found:?}");
        assert_eq!(written(&store), before, "{lines}");
        for lang in [Lang::Fi, Lang::Sv, Lang::En] {
            let told = refusal(&Words::new(lang), "t.csv", &found);
            assert!(!told.contains('{') && told.lines().count() > found.len(), "{told}");
        }
    }
}

#[test]
fn the_range_of_an_instrument_is_told() {
    let mut store = store();
    let found =
        faults(&mut store, Subject::Measures, "client_ref,instrument,on,value\n17-1,kykyviisari,2017-02-06,101\n");
    let told = refusal(&Words::new(Lang::Fi), "m.csv", &found);
    assert!(told.contains("m.csv, rivi 2, sarake value: ”101” ei kelpaa. Kirjoita pisteet väliltä 0–100"), "{told}");
}
