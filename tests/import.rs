//! Files in: all or nothing, twice the same, and every bad input named where it stands.

use chrono::NaiveDate;
use rinnalla::commands::import::{Import, refusal};
use rinnalla::domain::activity::{Agreed, Kind, Period, Terms, Tier};
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::domain::episode::{EpisodeFault, EpisodeState};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::rights::Right;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Choices, Fault, ImportError, Mode, Report, Subject, Wrong, import};
use rinnalla::store::{Store, StoreError, activities, clients, enrolments, episodes, sessions, workers};
use rinnalla::text::Words;

const PROGRAMME: &str = include_str!("../src/demo/kuopio-2017-activities.csv");

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2017-02-06")
}

/// A store with two workers, three clients and a group of two seats.
fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.write(|tx| workers::add(tx, "mikko", "Mikko Ala", Role::Worker)).unwrap();
    let people = "ref,family_name,given_name,opened\n\
        17-1,Aalto,Aino,2017-01-09\n17-2,Salo,Veikko,2017-01-10\n17-3,Koski,Elli,2017-01-11\n";
    take(&mut store, Subject::Clients, people);
    let groups = "name,tier,kind,capacity_max\nPieni,own,group,2\nIso,own,group,\n";
    take(&mut store, Subject::Activities, groups);
    store
}

fn bring(store: &mut Store, subject: Subject, text: &str) -> Result<Report, ImportError> {
    import(store, subject, text.as_bytes(), today(), Mode::Apply)
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

/// Rows of every table, the log's included.
fn rows(store: &Store) -> Vec<(String, i64)> {
    let mut tables = store.reader().prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let count =
        |table: &str| store.reader().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    names.into_iter().map(|name| (name.clone(), count(&name))).collect()
}

fn report(added: usize, changed: usize, unchanged: usize) -> Report {
    Report { added, changed, unchanged }
}

#[test]
fn the_programme_comes_in_whole_and_only_once() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(take(&mut store, Subject::Activities, PROGRAMME), report(17, 0, 0));
    let before = rows(&store);
    assert_eq!(take(&mut store, Subject::Activities, PROGRAMME), report(0, 0, 17));
    assert_eq!(rows(&store), before);
    let all = activities::all(store.reader()).unwrap();
    assert_eq!(all.len(), 17);
    let named = |name: &str| all.iter().find(|activity| activity.fields.name == name).unwrap();
    let days = |name: &str| named(name).timetables[0].1.series.count();
    assert_eq!(days("Liikuntailtapäivä: keilaus"), Some(8));
    assert_eq!(days("Luovat kädet"), Some(16));
    assert_eq!(days("Hyvän mielen arki"), Some(13));
    assert_eq!(days("Tietokone tutuksi"), Some(4));
    assert_eq!(days("Liikuntailtapäivä: Teeretki"), None);
    assert_eq!(days("ARKI-ryhmä"), None);
    let arkeen = &named("Arkeen voimaa").fields;
    assert_eq!((arkeen.capacity_min, arkeen.capacity_max, arkeen.needs_booking), (Some(10), Some(16), true));
}

#[test]
fn spreadsheets_of_finnish_offices_are_read() {
    let mut store = store();
    let text = "\u{feff}Nimi;Taso;Laji;Järjestäjä;Viikonpäivät;Klo alkaa;Klo päättyy;Alkaa;Päättyy;Ilmoittautuminen\r\n\
        Metsäretki;kumppanuus;AVOIN;\" Luontoyhdistys  ry\";ti to;9.30;12.00;7.2.2017;28.2.2017;kyllä\r\n\
        Kahvihetki;oma;ryhma;;MO;14:00;15;;;Ei\r\n";
    assert_eq!(take(&mut store, Subject::Activities, text), report(2, 0, 0));
    assert_eq!(take(&mut store, Subject::Activities, text), report(0, 0, 2));
    let id = activities::by_name(store.reader(), "Metsäretki").unwrap().unwrap();
    let activity = activities::get(store.reader(), id).unwrap();
    assert_eq!(activity.fields.provider.as_deref(), Some("Luontoyhdistys ry"));
    assert!(activity.fields.needs_booking);
    assert_eq!(activity.timetables[0].1.series.count(), Some(7));

    let people = "viite;sukunimi;etunimi;syntymäaika;sukupuoli;koulutus;turvakielto;lähettäjä;avattu;omatyöntekijä\r\n\
        17-4;Åkerman;Kaj;1.2.1990;Man;keskiaste;ja;adult social work;16.1.2017;MIKKO ALA\r\n";
    assert_eq!(take(&mut store, Subject::Clients, people), report(1, 0, 0));
    let id = clients::by_reference(store.reader(), "17-4").unwrap().unwrap();
    let fields = clients::get(store.reader(), id).unwrap().fields;
    assert_eq!(fields.birth_date, Some(day("1990-02-01")));
    assert_eq!((fields.gender.as_deref(), fields.education.as_deref()), (Some("male"), Some("secondary")));
    assert!(fields.non_disclosure);
    let episode = episodes::of_client(store.reader(), id).unwrap().remove(0);
    assert_eq!(episode.fields.state, EpisodeState::Open);
    assert_eq!(episode.fields.referrer.as_deref(), Some("adult_social_work"));
    let mikko = workers::by_login(store.reader(), "mikko").unwrap().unwrap();
    assert_eq!(episode.own_worker, Some((mikko.id, day("2017-01-16"))));
}

fn terms(store: &Store, name: &str) -> Terms {
    let id = activities::by_name(store.reader(), name).unwrap().unwrap();
    activities::get(store.reader(), id).unwrap().fields.terms
}

#[test]
fn what_the_directory_says_of_a_service_comes_in_under_either_heading() {
    let expected = Terms {
        theme: Some("networks".into()),
        service: None,
        contact: Some("Aino, 050 555 0100".into()),
        price: Some("5 €".into()),
        bus_card: true,
        enrol_how: Some("soittamalla".into()),
        needs_decision: true,
        valid: Period { from: Some(day("2017-01-02")), to: None },
        agreed: Agreed {
            period: Period { from: Some(day("2017-01-09")), to: Some(day("2017-12-31")) },
            hours: Some(120),
            persons: Some(20),
        },
    };
    let english = "name,tier,kind,theme,contact,price,bus_card,enrol_how,needs_decision,valid_from,valid_to,agreed_from,\
        agreed_to,agreed_hours,agreed_persons\n\
        A,own,group,networks,\"Aino, 050 555 0100\",5 €,yes,soittamalla,yes,2017-01-02,,2017-01-09,2017-12-31,120,20\n";
    let finnish = "nimi;taso;laji;teema;yhteystieto;hinta;bussikortti;miten mukaan;tarvitaan päätös;voimassa alkaen;\
        voimassa asti;sopimus alkaen;sopimus asti;sovitut tunnit;sovittu henkilömäärä\n\
        B;oma;ryhmä;Verkostot ja vertaistuki;Aino, 050 555 0100;5 €;kyllä;soittamalla;kyllä;2.1.2017;;9.1.2017;\
        31.12.2017;120;20\n";
    let mut store = store();
    for (name, text) in [("A", english), ("B", finnish)] {
        assert_eq!(take(&mut store, Subject::Activities, text), report(1, 0, 0), "{name}");
        assert_eq!(take(&mut store, Subject::Activities, text), report(0, 0, 1), "{name}");
        assert_eq!(terms(&store, name), expected, "{name}");
    }
    // What a file has no column for stays; an empty cell empties.
    take(&mut store, Subject::Activities, "name,tier,kind,price,agreed_hours,bus_card\nA,own,group,,,ei\n");
    let agreed = Agreed { hours: None, ..expected.agreed.clone() };
    assert_eq!(terms(&store, "A"), Terms { price: None, bus_card: false, agreed, ..expected });
}

#[test]
fn a_theme_is_one_of_the_lists_and_a_period_is_checked_against_what_stays() {
    let mut store = store();
    take(&mut store, Subject::Activities, "name,tier,kind,theme,agreed_from\nA,own,group,HEALTH,2017-02-01\n");
    assert_eq!(terms(&store, "A").theme.as_deref(), Some("health"));
    let found = faults(&mut store, Subject::Activities, "name,tier,kind,theme\nA,own,group,vihreä\n").remove(0);
    let Wrong::Choice(Choices(choices)) = &found.wrong else { panic!("{found:?}") };
    assert_eq!((found.column.as_str(), choices.len()), ("theme", 4));
    let found = faults(&mut store, Subject::Activities, "name,tier,kind,agreed_to\nA,own,group,2017-01-31\n").remove(0);
    assert_eq!((found.column.as_str(), found.wrong), ("agreed_to", Wrong::EndsBeforeStart(day("2017-02-01"))));
}

#[test]
fn a_rehearsal_says_what_would_come_and_leaves_no_trace() {
    let mut store = store();
    let before = rows(&store);
    let text = "ref,family_name,given_name\n17-1,Aalto,Aino\n17-2,Salo,Veikko Olavi\n17-9,Uusi,Una\n";
    let rehearsed = import(&mut store, Subject::Clients, text.as_bytes(), today(), Mode::Rehearse).unwrap();
    assert_eq!(rehearsed, report(1, 1, 1));
    assert_eq!(rows(&store), before);
    assert_eq!(take(&mut store, Subject::Clients, text), rehearsed);
}

#[test]
fn what_a_file_has_no_column_for_stays() {
    let mut store = store();
    take(&mut store, Subject::Clients, "ref,family_name,given_name,phone,email\n17-1,Aalto,Aino,040 1,a@b.fi\n");
    assert_eq!(
        take(&mut store, Subject::Clients, "ref,family_name,given_name,phone\n17-1,Aalto,Aino,\n"),
        report(0, 1, 0)
    );
    let id = clients::by_reference(store.reader(), "17-1").unwrap().unwrap();
    let fields = clients::get(store.reader(), id).unwrap().fields;
    assert_eq!((fields.phone, fields.email.as_deref()), (None, Some("a@b.fi")));
    assert_eq!(episodes::of_client(store.reader(), id).unwrap()[0].fields.opened, Some(day("2017-01-09")));
}

#[test]
fn a_customership_goes_on_where_it_stood() {
    let mut store = store();
    let head = "ref,family_name,given_name,pending_since,opened,closed,close_reason,outcome,own_worker\n";
    let line = |rest: &str| format!("{head}17-5,Laakso,Oiva,{rest}\n");
    take(&mut store, Subject::Clients, &line("2017-01-02,,,,,satu"));
    take(&mut store, Subject::Clients, &line("2017-01-02,2017-01-16,,,,mikko"));
    let closed = line("2.1.2017,16.1.2017,1.2.2017,muuttanut,muuttanut,mikko");
    assert_eq!(take(&mut store, Subject::Clients, &closed), report(0, 1, 0));
    assert_eq!(take(&mut store, Subject::Clients, &closed), report(0, 0, 1));
    assert_eq!(take(&mut store, Subject::Clients, &line("2017-02-03,,,,,")), report(0, 1, 0));
    let id = clients::by_reference(store.reader(), "17-5").unwrap().unwrap();
    let states: Vec<EpisodeState> =
        episodes::of_client(store.reader(), id).unwrap().iter().map(|episode| episode.fields.state).collect();
    assert_eq!(states, [EpisodeState::Pending, EpisodeState::Closed]);
    let tasks: i64 =
        store.reader().query_row("SELECT count(*) FROM assignment WHERE ends IS NULL", [], |row| row.get(0)).unwrap();
    assert_eq!(tasks, 0);
}

#[test]
fn a_customership_is_known_by_the_day_of_opening_too() {
    let mut store = store();
    let text = "ref,family_name,given_name,pending_since,opened\n17-5,Laakso,Oiva,2017-01-02,2017-01-16\n";
    take(&mut store, Subject::Clients, text);
    let again = "ref,family_name,given_name,opened,state\n17-5,Laakso,Oiva,2017-01-16,paused\n";
    assert_eq!(take(&mut store, Subject::Clients, again), report(0, 1, 0));
    let id = clients::by_reference(store.reader(), "17-5").unwrap().unwrap();
    let episodes = episodes::of_client(store.reader(), id).unwrap();
    assert_eq!(episodes.len(), 1);
    assert_eq!(episodes[0].fields.pending_since, day("2017-01-02"));
    assert_eq!(episodes[0].fields.state, EpisodeState::Paused);
    let stateless = "ref,family_name,given_name,opened\n17-5,Laakso,Oiva,2017-01-16\n";
    assert_eq!(take(&mut store, Subject::Clients, stateless), report(0, 0, 1));
}

#[test]
fn an_empty_cell_lifts_no_protection() {
    let mut store = store();
    let line = |cell: &str| format!("ref,family_name,given_name,non_disclosure\n17-1,Aalto,Aino,{cell}\n");
    assert_eq!(take(&mut store, Subject::Clients, &line("yes")), report(0, 1, 0));
    assert_eq!(take(&mut store, Subject::Clients, &line("")), report(0, 0, 1));
    assert_eq!(take(&mut store, Subject::Clients, &line("ei")), report(0, 1, 0));
}

#[test]
fn a_timetable_changes_from_today_on_and_only_once() {
    let mut store = store();
    let line = |days: &str| {
        format!(
            "name,tier,kind,weekdays,start,end,first_day,last_day\nKerho,own,group,{days},10:00,12:00,2017-01-02,2017-04-30\n"
        )
    };
    take(&mut store, Subject::Activities, &line("MO"));
    let tuesday = line("TU");
    assert_eq!(take(&mut store, Subject::Activities, &tuesday), report(0, 1, 0));
    assert_eq!(take(&mut store, Subject::Activities, &tuesday), report(0, 0, 1));
    let later = import(&mut store, Subject::Activities, tuesday.as_bytes(), day("2017-03-01"), Mode::Apply).unwrap();
    assert_eq!(later, report(0, 0, 1));
    let id = activities::by_name(store.reader(), "Kerho").unwrap().unwrap();
    let days = sessions::between(store.reader(), day("2017-01-30"), day("2017-02-14"), Some(&[id])).unwrap();
    let days: Vec<NaiveDate> = days.iter().map(|line| line.day).collect();
    assert_eq!(days, [day("2017-01-30"), day("2017-02-07"), day("2017-02-14")]);
}

const SPELLS: &str = "client_ref,activity,state,queued_at,starts,ends,end_reason\n";

fn spells(lines: &str) -> String {
    format!("{SPELLS}{lines}")
}

#[test]
fn who_leaves_makes_room_for_who_comes() {
    let mut store = store();
    take(
        &mut store,
        Subject::Enrolments,
        &spells(
            "17-1,Pieni,enrolled,,2017-01-10,,\n17-2,Pieni,mukana,,10.1.2017,,\n17-3,Pieni,waiting,2017-01-12,,,\n",
        ),
    );
    let next = spells(
        "17-3,Pieni,enrolled,2017-01-12,2017-02-06,,\n17-1,Pieni,ended,,2017-01-10,2017-02-03,period over\n17-2,Pieni,enrolled,,2017-01-10,,\n",
    );
    assert_eq!(take(&mut store, Subject::Enrolments, &next), report(0, 2, 1));
    assert_eq!(take(&mut store, Subject::Enrolments, &next), report(0, 0, 3));
    let all = enrolments::all(store.reader()).unwrap();
    let members = all.iter().filter(|(.., fields)| fields.state == EnrolmentState::Enrolled);
    assert_eq!((all.len(), members.count()), (3, 2));
}

/// Kind of file, text, and each fault's line, column and kind.
type Bad = (Subject, String, Vec<(u64, &'static str, Wrong)>);

fn bad_clients() -> Vec<Bad> {
    let people = |rest: &str| format!("ref,family_name,given_name,{rest}");
    let dated =
        |rest: &str| people(&format!("pending_since,opened,state,closed,close_reason,outcome\n17-9,A,B,{rest}\n"));
    let live = |fault| Wrong::Episode(fault);
    use EpisodeFault::*;
    [
        ("ref,family_name\n17-9,A\n".into(), vec![(1, "given_name", Wrong::MissingColumn)]),
        (
            "ref,family_name,given_name\n,A,\n".into(),
            vec![(2, "ref", Wrong::Missing), (2, "given_name", Wrong::Missing)],
        ),
        ("ref,family_name,given_name\n17-8,A,B\n\n17-8,C,D\n".into(), vec![(4, "ref", Wrong::Twice(2))]),
        (people("opened\n17-1,A,B,2017-01-09\n17-1,A,B,2017-02-01\n"), vec![(3, "ref", Wrong::Twice(2))]),
        ("tunnus;sukunimi\n17-9;A\n".into(), vec![(1, "etunimi", Wrong::MissingColumn)]),
        ("tunnus;sukunimi;etunimi;tila\n17-9;A;B;avoin\n".into(), vec![(2, "vireillä alkaen", Wrong::Missing)]),
        ("ref,family_name,given_name\n010190-123A,A,B\n".into(), vec![(2, "ref", Wrong::IdentityCode)]),
        (
            "ref,family_name,given_name,phone\n1,A 010190-123A,B,050123-4567\n2,C,D,010190-123A\n".into(),
            vec![(2, "family_name", Wrong::IdentityCode), (3, "phone", Wrong::IdentityCode)],
        ),
        (
            people("birth_date\n17-9,A,B,30.2.2017\n17-8,A,B,6.2.\n"),
            vec![(2, "birth_date", Wrong::Date), (3, "birth_date", Wrong::Date)],
        ),
        (
            people("birth_date,closed\n17-9,A,B,2017-02-07,2017-02-07\n"),
            vec![(2, "birth_date", Wrong::Future), (2, "closed", Wrong::Future), (2, "pending_since", Wrong::Missing)],
        ),
        (people("Turvakielto\n17-9,A,B,ehkä\n"), vec![(2, "Turvakielto", Wrong::YesNo)]),
        (
            people("own_worker,opened\n17-9,A,B,pekka,2017-01-02\n"),
            vec![(2, "own_worker", Wrong::NoSuchWorker(vec!["Satu Rantala".into(), "Mikko Ala".into()]))],
        ),
        (people("referrer\n17-9,A,B,kela\n"), vec![(2, "pending_since", Wrong::Missing)]),
        (dated("2017-01-10,2017-01-09,,,,"), vec![(2, "opened", live(OpenedBeforePending))]),
        (dated("2017-01-10,,open,,,"), vec![(2, "opened", live(OpenedMissing))]),
        (dated("2017-01-10,2017-01-11,pending,,,"), vec![(2, "opened", live(OpenedWhilePending))]),
        (dated("2017-01-10,2017-01-11,closed,,moved,moved"), vec![(2, "closed", live(ClosedMissing))]),
        (dated("2017-01-10,2017-01-11,open,2017-02-01,,"), vec![(2, "closed", live(ClosedWhileLive))]),
        (
            dated("2017-01-10,2017-01-11,,2017-02-01,,"),
            vec![(2, "close_reason", live(ReasonMissing)), (2, "outcome", live(OutcomeMissing))],
        ),
        (
            people("pending_since\n17-1,A,B,2017-02-01\n"),
            vec![(2, "pending_since", Wrong::LiveEpisode(day("2017-01-09")))],
        ),
        (
            people("opened,state\n17-1,A,B,2017-01-09,pending\n"),
            vec![(2, "state", live(NoSuchStep)), (2, "opened", live(OpenedWhilePending))],
        ),
    ]
    .map(|(text, faults)| (Subject::Clients, text, faults))
    .into()
}

fn bad_activities() -> Vec<Bad> {
    let groups = |rest: &str| format!("name,tier,kind,{rest}");
    [
        (
            groups("first_day,last_day\nA,own,group,2017-02-06,2017-02-05\n"),
            vec![(2, "last_day", Wrong::EndsBeforeStart(day("2017-02-06")))],
        ),
        (groups("capacity_min,capacity_max\nA,own,group,10,8\n"), vec![(2, "capacity_max", Wrong::MostBelowLeast(10))]),
        (
            groups("capacity_max\nPieni,own,group,1\nB,own,group,0\nC,own,group,many\n"),
            vec![
                (2, "capacity_max", Wrong::MostBelowMembers(2)),
                (3, "capacity_max", Wrong::Number),
                (4, "capacity_max", Wrong::Number),
            ],
        ),
        (
            groups("weekdays,start,end\nA,own,group,MO XX,25:00,9\nB,own,group,MO,10,9.30\n"),
            vec![(2, "start", Wrong::Time), (2, "weekdays", Wrong::Weekday), (3, "end", Wrong::TimeOrder)],
        ),
        (groups("weekdays,dates\nA,own,group,MO,2017-03-03; 2017-03-10\n"), vec![(2, "dates", Wrong::DaysTwoWays)]),
        (
            groups("dates,last_day\nA,own,group,3.3.2017; 10.3.2017,2017-03-05\n"),
            vec![(2, "dates", Wrong::OutsideSeries(day("2017-03-10")))],
        ),
        (groups("remarks\nA,own,group,x\nA,own,group,y\n"), vec![(3, "name", Wrong::Twice(2))]),
        (
            groups("valid_from,valid_to,agreed_from,agreed_to\nA,own,group,2017-01-02,2017-01-01,9.1.2017,8.1.2017\n"),
            vec![
                (2, "valid_to", Wrong::EndsBeforeStart(day("2017-01-02"))),
                (2, "agreed_to", Wrong::EndsBeforeStart(day("2017-01-09"))),
            ],
        ),
        (
            groups("Sovitut tunnit,Sovittu henkilömäärä,Bussikortti,Päätös\nA,own,group,0,monta,ehkä,?\n"),
            vec![
                (2, "Bussikortti", Wrong::YesNo),
                (2, "Päätös", Wrong::YesNo),
                (2, "Sovitut tunnit", Wrong::Number),
                (2, "Sovittu henkilömäärä", Wrong::Number),
            ],
        ),
    ]
    .map(|(text, faults)| (Subject::Activities, text, faults))
    .into()
}

fn bad_enrolments() -> Vec<Bad> {
    [
        (
            "17-9,Kerho,enrolled,,2017-01-10,,\n",
            vec![(2, "client_ref", Wrong::NoSuchClient), (2, "activity", Wrong::NoSuchActivity)],
        ),
        ("17-3,Pieni,enrolled,,2017-02-01,,\n", vec![(2, "activity", Wrong::Full(2))]),
        ("17-3,Iso,enrolled,,,,\n", vec![(2, "starts", Wrong::SpellNeeds)]),
        ("17-3,Iso,waiting,2017-01-10,2017-02-01,,\n", vec![(2, "starts", Wrong::SpellHasNot)]),
        ("17-3,Iso,ended,,2017-01-10,2017-01-09,other\n", vec![(2, "ends", Wrong::EndsBeforeStart(day("2017-01-10")))]),
        ("17-3,Iso,ended,,2017-01-10,2017-02-09,other\n", vec![(2, "ends", Wrong::SpellEnd)]),
        ("17-3,Iso,enrolled,,2017-01-10,2017-02-05,\n", vec![(2, "ends", Wrong::SpellEnd)]),
        (
            "17-1,Pieni,enrolled,,2017-01-20,,\n",
            vec![(2, "client_ref", Wrong::LiveSpell), (2, "activity", Wrong::Full(2))],
        ),
        ("17-1,Pieni,waiting,2017-01-20,,,\n", vec![(2, "client_ref", Wrong::LiveSpell)]),
        (
            "17-3,Iso,ended,,2017-01-10,2017-01-20,other\n17-3,Iso,enrolled,,2017-01-15,,\n",
            vec![(3, "starts", Wrong::Overlap)],
        ),
        (
            "17-3,Iso,enrolled,,2017-01-10,,\n17-3,Iso,ended,,2017-01-10,2017-01-20,other\n",
            vec![(3, "client_ref", Wrong::Twice(2))],
        ),
        ("17-2,Iso,enrolled,,2017-01-02,,\n", vec![(2, "state", Wrong::NoWayBack)]),
    ]
    .map(|(lines, faults)| (Subject::Enrolments, spells(lines), faults))
    .into()
}

#[test]
fn every_bad_input_is_named_where_it_stands_and_nothing_is_written() {
    let mut store = store();
    take(
        &mut store,
        Subject::Enrolments,
        &spells(
            "17-1,Pieni,enrolled,,2017-01-10,,\n17-2,Pieni,enrolled,,2017-01-10,,\n17-2,Iso,ended,,2017-01-02,2017-01-05,other\n",
        ),
    );
    let before = rows(&store);
    for (subject, text, expected) in [bad_clients(), bad_activities(), bad_enrolments()].concat() {
        let found: Vec<_> =
            faults(&mut store, subject, &text).into_iter().map(|f| (f.line, f.column, f.wrong)).collect();
        let expected: Vec<_> =
            expected.into_iter().map(|(line, column, wrong)| (line, column.to_string(), wrong)).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(rows(&store), before, "{text}");
    }
}

#[test]
fn one_fault_on_the_last_line_keeps_everything_out() {
    let mut store = store();
    let before = rows(&store);
    let text = "ref,family_name,given_name,gender\n17-7,A,B,nainen\n17-1,Aalto,Toinen,nainen\n17-8,A,B,vihreä\n";
    let found = faults(&mut store, Subject::Clients, text).remove(0);
    assert_eq!((found.line, found.column.as_str(), found.found.as_str()), (4, "gender", "vihreä"));
    let Wrong::Choice(Choices(choices)) = &found.wrong else { panic!("{found:?}") };
    assert_eq!(choices.len(), 4);
    assert_eq!(rows(&store), before);
}

#[test]
fn a_restricted_client_is_seen_by_the_own_worker_and_who_brought_the_list_in() {
    let mut store = Store::in_memory().unwrap();
    let [lead, own, other] = ["leena", "mikko", "tuula"].map(|login| {
        let role = if login == "leena" { Role::Lead } else { Role::Worker };
        store.write(|tx| workers::add(tx, login, login, role)).unwrap()
    });
    let text = "ref,family_name,given_name,opened,own_worker,restricted\n17-9,A,B,2017-01-02,mikko,yes\n17-8,C,D,,,\n";
    store.sign_in(own);
    let refused = import(&mut store, Subject::Clients, text.as_bytes(), today(), Mode::Apply);
    assert!(matches!(refused, Err(ImportError::Store(StoreError::Forbidden(Right::Restrict)))), "a worker may not");
    store.sign_in(lead);
    let report = import(&mut store, Subject::Clients, text.as_bytes(), today(), Mode::Apply).unwrap();
    assert_eq!((report.added, report.changed, report.unchanged), (2, 0, 0));
    let again = import(&mut store, Subject::Clients, text.as_bytes(), today(), Mode::Apply).unwrap();
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2), "the same file twice changes nothing");
    let mut seen = |worker| {
        store.sign_in(worker);
        clients::list(store.reader(), clients::Scope::All, worker, Vec::new()).unwrap().len()
    };
    assert_eq!([seen(lead), seen(own), seen(other)], [2, 2, 1]);
}

#[test]
fn the_user_reads_where_it_is_wrong_and_what_would_be_right() {
    let mut store = store();
    let text = "viite;sukunimi;etunimi;sukupuoli;syntymäaika\n17-9;A;B;vihreä;30.2.2017\n";
    let found = faults(&mut store, Subject::Clients, text);
    let said = |lang| refusal(&Words::new(lang), "x.csv", &found);
    assert_eq!(
        said(Lang::Fi),
        "x.csv: virheitä 2, mitään ei tallennettu.\n\
         x.csv, rivi 2, sarake syntymäaika: ”30.2.2017” ei ole päivä. Kirjoita 6.2.2017 tai 2017-02-06.\n\
         x.csv, rivi 2, sarake sukupuoli: ”vihreä” ei kelpaa. Jokin näistä: Nainen · Mies · Muu · Ei tiedossa."
    );
    assert!(said(Lang::Sv).contains("rad 2, kolumn sukupuoli: ”vihreä” duger inte. Något av dessa: Kvinna · Man"));
    assert!(said(Lang::En).contains("line 2, column sukupuoli: “vihreä” will not do. One of these: Woman · Man"));
}

#[test]
fn headings_are_those_of_the_forms_and_told_in_the_users_language() {
    let mut store = store();
    let text = "tunnus;sukunimi;etunimi;kotikunta;väri\n17-9;A;B;Kuopio;vihreä\n";
    let found = faults(&mut store, Subject::Clients, text);
    let said = |lang| refusal(&Words::new(lang), "x.csv", &found);
    assert!(said(Lang::Fi).contains("sarake väri: Tuntematon otsikko. Sarakkeet ovat: tunnus, sukunimi, etunimi"));
    assert!(said(Lang::En).contains("The columns are: ref, family_name, given_name"));
    for (head, added) in [("tunnus;sukunimi;etunimi;kotikunta", 1), ("Viite;Sukunimi;Etunimi;Kunta", 0)] {
        let text = format!("{head}\n17-9;A;B;Kuopio\n");
        assert_eq!(take(&mut store, Subject::Clients, &text), report(added, 0, 1 - added));
    }
}

/// What a set is called on the screen, value by value, in all three languages.
fn labels<K: Keyed>(set: &'static str) -> impl Iterator<Item = (K, String)> {
    let words = Lang::ALL.iter().map(|lang| Words::new(*lang));
    words.flat_map(move |words| K::ALL.iter().map(move |value| (*value, words.label(set, *value))))
}

#[test]
fn a_file_may_say_what_the_screen_shows() {
    let mut store = store();
    for (tier, word) in labels::<Tier>("tier") {
        take(&mut store, Subject::Activities, &format!("name,tier,kind\nIso,\"{word}\",group\n"));
        let id = activities::by_name(store.reader(), "Iso").unwrap().unwrap();
        assert_eq!(activities::get(store.reader(), id).unwrap().fields.tier, tier, "{word}");
    }
    for (kind, word) in labels::<Kind>("kind") {
        take(&mut store, Subject::Activities, &format!("name,tier,kind\nIso,own,\"{word}\"\n"));
        let id = activities::by_name(store.reader(), "Iso").unwrap().unwrap();
        assert_eq!(activities::get(store.reader(), id).unwrap().fields.kind, kind, "{word}");
    }
    // A state also needs its days: here it is enough that the word is understood.
    let not_understood = |store: &mut Store, subject, text: &str| match bring(store, subject, text) {
        Err(ImportError::Faults(faults)) => faults.iter().any(|fault| matches!(fault.wrong, Wrong::Choice(_))),
        other => other.map(|_| false).unwrap(),
    };
    for (_, word) in labels::<EpisodeState>("episode") {
        let text = format!("ref,family_name,given_name,opened,state\n17-1,A,B,2017-01-09,\"{word}\"\n");
        assert!(!not_understood(&mut store, Subject::Clients, &text), "{word}");
    }
    for (_, word) in labels::<EnrolmentState>("enrolment") {
        let text = format!("client_ref,activity,state\n17-1,Iso,\"{word}\"\n");
        assert!(!not_understood(&mut store, Subject::Enrolments, &text), "{word}");
    }
    let nonsense = "client_ref,activity,state\n17-1,Iso,vihreä\n";
    assert!(not_understood(&mut store, Subject::Enrolments, nonsense));
}

#[test]
fn a_planned_end_outlives_a_file_that_does_not_speak_of_it() {
    let mut store = store();
    take(&mut store, Subject::Enrolments, &spells("17-1,Iso,enrolled,2017-01-05,2017-01-10,2017-04-28,\n"));
    let text = "client_ref,activity,state,starts\n17-1,Iso,enrolled,2017-01-10\n";
    assert_eq!(take(&mut store, Subject::Enrolments, text), report(0, 0, 1));
    let ends = |store: &Store| enrolments::all(store.reader()).unwrap().remove(0).3.ends;
    assert_eq!(ends(&store), Some(day("2017-04-28")));
    let late = "client_ref,activity,state,queued_at,starts\n17-1,Iso,enrolled,2017-01-05,2017-05-02\n";
    let found = faults(&mut store, Subject::Enrolments, late);
    assert_eq!(found[0].wrong, Wrong::EndsBeforeStart(day("2017-05-02")));
    assert_eq!(take(&mut store, Subject::Enrolments, &spells("17-1,Iso,enrolled,,2017-01-10,,\n")), report(0, 1, 0));
    assert_eq!(ends(&store), None);
}

#[test]
fn no_more_faults_are_told_than_one_wants_to_read() {
    let mut store = store();
    let lines: String = (0..30).map(|n| format!("{n},A,B,x\n")).collect();
    let found = faults(&mut store, Subject::Clients, &format!("ref,family_name,given_name,birth_date\n{lines}"));
    assert_eq!(found.len(), 30);
    let said = refusal(&Words::new(Lang::En), "x.csv", &found);
    assert_eq!(said.lines().count(), 22);
    assert!(said.ends_with("… and 10 more."));
}

#[test]
fn the_command_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("asiakkaat.csv");
    let mut store = store();
    let words = Words::new(Lang::Fi);
    let mut run = |dry_run| {
        let args = Import { what: Subject::Clients, file: file.clone(), dry_run };
        args.bring(&mut store, &words, today()).map_err(|error| error.to_string())
    };
    assert!(run(false).unwrap_err().ends_with("asiakkaat.csv ei voi lukea. Tarkista polku ja oikeudet."));
    std::fs::write(&file, "ref,family_name,given_name\n17-1,Aalto,Aino\n17-9,Uusi,Una\n").unwrap();
    assert!(run(true).unwrap().ends_with("lisättäisiin 1, muutettaisiin 0, ennallaan 1. Mitään ei tallennettu."));
    assert!(run(false).unwrap().ends_with("lisätty 1, muutettu 0, ennallaan 1."));
    std::fs::write(&file, b"ref,family_name,given_name\n17-9,J\xe4rvi,Una\n").unwrap();
    let said = run(false).unwrap();
    assert!(said.ends_with("lisätty 0, muutettu 1, ennallaan 0."), "{said}");
    assert!(said.contains("se luettiin Windows-1252-merkistönä") && said.contains("”17-9,Järvi,Una”"), "{said}");
}
