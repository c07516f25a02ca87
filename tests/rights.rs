//! Rights in the file itself: whatever a right governs is refused by the store to who has not got it, by whichever way it
//! is tried; and who is no worker gets nothing at all.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveDate};
use rinnalla::domain::episode::EpisodeFields;
use rinnalla::domain::ids::*;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::reports::{Asked, Length, Name, Span, Spot};
use rinnalla::domain::rights::{self, Right};
use rinnalla::domain::trace::Trace;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::access::Restriction;
use rinnalla::store::change::Change;
use rinnalla::store::clients::Scope;
use rinnalla::store::drafts::DraftKey;
use rinnalla::store::handover::{Whose, what_moves};
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::trail::{self, LogAsked};
use rinnalla::store::{Result, StoreError, access, clients, codes, retention, settings, workers};
use small::{Small, goal, note, person, today};

/// A way to do something by the store.
type Deed = (&'static str, fn(&mut Small) -> Result<()>);

/// One of each role, and the file they work with; the group's people are Satu's, and one of them is restricted to her.
fn made() -> (Small, Vec<(Role, WorkerId)>) {
    let mut small = Small::made();
    small.store.live_by(today);
    let team = small
        .store
        .write(|tx| {
            let all = [("l", Role::Lead), ("w", Role::Worker), ("a", Role::Admin), ("u", Role::Auditor)];
            all.into_iter()
                .map(|(login, role)| Ok((role, workers::add(tx, login, login, role)?)))
                .collect::<Result<Vec<_>>>()
        })
        .unwrap();
    let restricted = Restriction {
        client: ClientId(4),
        was: (false, Vec::new()),
        restricted: true,
        named: Vec::new(),
        until: None,
        reason: None,
    };
    small.store.change(&Change::Restrict(restricted), None).unwrap();
    small.store.change(&Change::BreakGlass { reference: person(4).reference, purpose: "x".into() }, None).unwrap();
    // Somebody has opened it, which somebody else answers for.
    let opened = "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on, until, reason) \
        VALUES(4, 2, 'break_glass', 2, '2017-02-07', '2017-02-07', 'Hätä')";
    small.store.write(|tx| Ok(tx.execute(opened, [])?)).unwrap();
    (small, team)
}

/// Long after everything that the small file knows.
fn much_later() -> NaiveDate {
    today() + Days::new(40 * 366)
}

/// Every way that leads to what a right governs.
fn deeds(right: Right) -> Vec<Deed> {
    match right {
        Right::SeeClients => vec![
            ("a card", |small| small.store.answer(&Query::Card { client: ClientId(1), today: today() }).map(drop)),
            ("the list", |small| match small.store.answer(&Query::Clients { scope: Scope::All, today: today() })? {
                Answer::Clients(lines) if lines.is_empty() => Err(StoreError::Restricted),
                _ => Ok(()),
            }),
            ("the look-up", |small| match small.store.answer(&Query::LookUp)? {
                Answer::LookUp(entries) if entries.iter().all(|entry| !entry.label.contains("Suku")) => {
                    Err(StoreError::Restricted)
                }
                _ => Ok(()),
            }),
        ],
        Right::Write => vec![
            ("a note", |small| {
                let client = ClientId(1);
                small.store.change(&Change::AddNote { client, fields: note("Soitti"), from: None }, None).map(drop)
            }),
            ("a goal", |small| {
                small.store.change(&Change::AddGoal { episode: EpisodeId(1), fields: goal("Nukun") }, None).map(drop)
            }),
            ("a session", |small| {
                let activity = small.group;
                let change = Change::AddSession { activity, day: today(), starts_at: None, ends_at: None };
                small.store.change(&change, None).map(drop)
            }),
            ("rows of its own", |small| {
                small
                    .store
                    .write(|tx| Ok(tx.execute("UPDATE activity SET remarks = 'x' || rev, rev = rev + 1", [])?))
                    .map(drop)
            }),
        ],
        Right::BreakGlass => vec![("opening", |small| {
            let change = Change::BreakGlass { reference: person(4).reference, purpose: "Hätä".into() };
            small.store.change(&change, None).map(drop)
        })],
        Right::Acknowledge => vec![
            ("the openings", |small| small.store.answer(&Query::Openings).map(drop)),
            ("answering", |small| small.store.change(&Change::NoteOpening { opening: opening(small) }, None).map(drop)),
        ],
        Right::ReadLog => vec![
            ("the log", |small| small.store.answer(&Query::Log(LogAsked::default())).map(drop)),
            ("by itself", |small| trail::entries(small.store.reader(), &LogAsked::default()).map(drop)),
        ],
        Right::Extract => vec![
            ("the extract", |small| trail::extract(small.store.reader(), ClientId(1), &LogAsked::default()).map(drop)),
            ("the record", |small| small.store.answer(&Query::Record(ClientId(1))).map(drop)),
        ],
        Right::Restrict => vec![
            ("restricting", |small| {
                let was = (false, Vec::new());
                let wanted = Restriction {
                    client: ClientId(1),
                    was,
                    restricted: true,
                    named: Vec::new(),
                    until: None,
                    reason: None,
                };
                small.store.change(&Change::Restrict(wanted), None).map(drop)
            }),
            ("bringing in", |small| small.store.write(|tx| access::bring_in(tx, ClientId(1), true, None))),
        ],
        Right::Settings => vec![
            ("the form", |small| {
                let was = settings::all(small.store.reader())?.review_months;
                small.store.change(&Change::Set { key: "review-months", was, value: was % 24 + 1 }, None).map(drop)
            }),
            ("the function", |small| {
                let was = settings::all(small.store.reader())?.offer_days;
                small.store.write(|tx| settings::set(tx, "offer-days", was, was % 60 + 1))
            }),
            ("a word of a list", |small| {
                assert!(!codes::all(small.store.reader())?.is_empty());
                let sql = "UPDATE code SET fi = fi || '.', rev = rev + 1 WHERE id = 1";
                small.store.write(|tx| Ok(tx.execute(sql, [])?)).map(drop)
            }),
            ("a new word", |small| {
                let sql = "INSERT INTO code(list, key, fi, sv, en, position) \
                    SELECT 'theme', 'k' || count(*), 'a', 'b', 'c', 99 FROM code";
                small.store.write(|tx| Ok(tx.execute(sql, [])?)).map(drop)
            }),
        ],
        Right::HandOver => vec![("another's work", |small| {
            let what = what_moves(small.store.reader(), Whose::Worker(small.workers[0]), today())?;
            let change = Change::HandOver { what: Box::new(what), to: small.workers[1], day: today() };
            small.store.change(&change, None).map(drop)
        })],
        Right::Workers => vec![
            ("taking in", |small| {
                let login = format!("uusi{}", small.newest());
                small.store.write(|tx| workers::add(tx, &login, "Uusi", Role::Worker)).map(drop)
            }),
            ("a name", |small| {
                let name = format!("Mikko {}", small.newest());
                small.store.write(|tx| workers::change(tx, "mikko", &name, Role::Worker))
            }),
            ("another role", |small| {
                let role = if small.newest() % 2 == 0 { Role::Lead } else { Role::Auditor };
                small.store.write(|tx| workers::change(tx, "mikko", &format!("M{}", tx.last_insert_rowid()), role))
            }),
        ],
        Right::Admins => vec![
            ("taking in", |small| {
                let login = format!("boss{}", small.newest());
                small.store.write(|tx| workers::add(tx, &login, "Uusi", Role::Admin)).map(drop)
            }),
            ("making one", |small| small.store.write(|tx| workers::change(tx, "mikko", "Mikko Alanen", Role::Admin))),
            ("unmaking one", |small| small.store.write(|tx| workers::change(tx, "satu", "Satu Rantala", Role::Worker))),
            ("letting one go", |small| {
                let sql = "UPDATE worker SET active = 0 WHERE login = 'satu'";
                small.store.write(|tx| Ok(tx.execute(sql, [])?)).map(drop)
            }),
        ],
        Right::Remove => vec![
            ("the list", |small| small.store.answer(&Query::OverTime { today: today() }).map(drop)),
            ("by itself", |small| retention::records(small.store.reader(), today()).map(drop)),
            ("removing", |small| small.store.remove_records(&[small.clients[2]], much_later()).map(drop)),
            ("writing anew", |small| small.store.wipe_again()),
            ("a year's figures", |small| {
                let sql =
                    "INSERT INTO kept_report(year, report, made_on, body) VALUES(2001, 'visits', '2017-01-01', '[]')";
                small.store.write(|tx| Ok(tx.execute(sql, [])?)).map(drop)
            }),
        ],
        Right::TakeOut => {
            vec![("the whole file", |small| small.store.take_out(&mut |_| tempfile::tempfile()).map(drop))]
        }
        // A file is put back while none is open: the command asks for it.
        Right::Restore => Vec::new(),
    }
}

fn opening(small: &Small) -> AccessId {
    AccessId(small.number("SELECT max(id) FROM client_access WHERE kind = 'break_glass'"))
}

/// Refused to whom it is not given, and to nobody else, whatever else they are refused for.
#[test]
fn every_right_is_asked_for_by_the_file_itself() {
    let (_, team) = made();
    for right in Right::ALL {
        for (what, deed) in deeds(*right) {
            for (role, worker) in team.iter().copied() {
                // Each in a file of its own: what one has done is no matter of the next.
                let (mut small, _) = made();
                if matches!(right, Right::Remove) {
                    over(&mut small);
                }
                let before = small.content();
                small.store.sign_in(worker);
                let done = deed(&mut small);
                small.store.sign_in(WorkerId(0));
                let said = format!("{right:?}, {what}, by {role:?}: {done:?}");
                match rights::may(role, *right) {
                    true => assert!(done.is_ok(), "{said}"),
                    false => {
                        assert!(matches!(done, Err(StoreError::Forbidden(_) | StoreError::Restricted)), "{said}");
                        assert_eq!(small.content(), before, "{said}");
                    }
                }
            }
        }
    }
}

/// The third client's customership and membership ended long ago.
fn over(small: &mut Small) {
    let me = small.store.worker();
    small.store.sign_in(WorkerId(0));
    small
        .store
        .write(|tx| {
            Ok(tx.execute_batch(
                "UPDATE enrolment SET state = 'ended', ends = '2017-02-01', end_reason = 'other' WHERE client_id = 3;
                 UPDATE episode SET state = 'closed', closed = '2017-02-01', close_reason = 'moved', outcome = 'moved', \
                   final_waiver = 'imported' WHERE client_id = 3",
            )?)
        })
        .unwrap();
    small.store.sign_in(me);
}

/// One's own anybody may hand over, restrict, or take back; what has been taken away since is not given back by undoing.
#[test]
fn what_is_ones_own_is_ones_own_and_undoing_asks_again() {
    let (mut small, team) = made();
    let worker = team[1].1;
    small.store.sign_in(small.workers[0]);
    small
        .store
        .change(&Change::Assign { episode: EpisodeId(1), was: Some(small.workers[0]), worker, from: today() }, None)
        .unwrap();
    small.store.sign_in(worker);
    let what = what_moves(small.store.reader(), Whose::Worker(worker), today()).unwrap();
    assert_eq!(what.clients.len(), 1);
    small.store.change(&Change::HandOver { what: Box::new(what), to: small.workers[1], day: today() }, None).unwrap();

    let lead = team[0].1;
    let mut store = small.store;
    store.sign_in(lead);
    store.change(&Change::Set { key: "offer-days", was: 7, value: 9 }, None).unwrap();
    store.sign_in(WorkerId(0));
    store.write(|tx| Ok(tx.execute("UPDATE worker SET role = 'worker' WHERE id = ?1", [lead])?)).unwrap();
    store.sign_in(lead);
    // The role was changed by the same sitting here: that goes first, and it is not this worker's to take back.
    assert!(matches!(store.undo(), Err(StoreError::Forbidden(Right::Workers))));
    assert_eq!(settings::all(store.reader()).unwrap().offer_days, 9);
}

#[test]
fn who_brings_in_a_list_brings_in_what_their_rights_let_them() {
    let (mut small, team) = made();
    let text = b"ref,family_name,given_name,restricted\nR-1,Salo,Aino,1\n";
    for (role, worker) in team {
        small.store.sign_in(worker);
        let done = import(&mut small.store, Subject::Clients, text, today(), Mode::Rehearse).is_ok();
        assert_eq!(done, rights::may(role, Right::Restrict), "{role:?}");
    }
}

/// Every question, about what there is.
fn every_question() -> Vec<Query> {
    let (client, episode, activity, today) = (ClientId(1), EpisodeId(1), ActivityId(1), today());
    let scope = Asked::of(Span::around(today, Length::Year), today);
    let (name, table) = (Name::Participation, "services");
    let spot =
        Spot { name, table, column: 0, part: None, line: rinnalla::domain::reports::Line::Total, scope: scope.clone() };
    vec![
        Query::Today { today, everyone: true },
        Query::Clients { scope: Scope::All, today },
        Query::Card { client, today },
        Query::CardOfEpisode { episode, today },
        Query::Record(client),
        Query::Plan { client, today },
        Query::PlanOf { plan: PlanId(1), today },
        Query::CardOfDecision { decision: DecisionId(1), today },
        Query::Activities { today },
        Query::Activity { activity, today },
        Query::Service { activity, today },
        Query::Roster { activity, from: today, to: today, today },
        Query::Queue { activity, today },
        Query::Spell(EnrolmentId(1)),
        Query::Reception { activity, from: today, to: today },
        Query::Due { today },
        Query::Report { name, table, scope: scope.clone() },
        Query::WholeReport { name, scope },
        Query::Behind(Box::new(spot)),
        Query::Calendar { from: today, to: today },
        Query::Lists,
        Query::LookUp,
        Query::Goal(GoalId(1)),
        Query::Sitting(episode),
        Query::Meeting(MeetingId(1)),
        Query::Note(NoteId(1)),
        Query::Measure(MeasureId(1)),
        Query::Moves { whose: Whose::Worker(WorkerId(1)), today },
        Query::Team,
        Query::Reference { year: 2017 },
        Query::Draft(DraftKey { form: "note-new".into(), target: 1 }, None),
        Query::Openings,
        Query::OverTime { today },
        Query::LastTouch("client", 1),
        Query::Log(LogAsked::default()),
    ]
}

#[test]
fn who_is_no_worker_is_told_nothing_and_writes_nothing() {
    let (mut small, _) = made();
    small.store.change(&Change::AddNote { client: ClientId(1), fields: note("Soitti"), from: None }, None).unwrap();
    small.store.sign_in(WorkerId(0));
    small.store.write(|tx| Ok(tx.execute("UPDATE worker SET active = 0 WHERE login = 'mikko'", [])?)).unwrap();
    let before = small.content();
    // Somebody who has left, and a number that was never anybody's.
    for worker in [small.workers[1], WorkerId(99)] {
        let store = &mut small.store;
        store.sign_in(worker);
        for query in every_question() {
            let told = store.answer(&query).map(drop);
            assert!(matches!(told, Err(StoreError::NoAccess)), "{query:?}: {told:?}");
        }
        let seen = clients::by_reference(store.reader(), &person(1).reference).unwrap();
        assert_eq!(seen, None, "the view of clients is empty");
        for view in ["client", "person"] {
            let sql = format!("SELECT count(*) FROM {view}");
            assert_eq!(store.reader().query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0, "{view}");
        }
        for read in [
            trail::entries(store.reader(), &LogAsked::default()).map(drop),
            trail::extract(store.reader(), ClientId(1), &LogAsked::default()).map(drop),
            retention::records(store.reader(), today()).map(drop),
            access::openings(store.reader(), worker).map(drop),
            store.wipe_again(),
        ] {
            assert!(matches!(read, Err(StoreError::NoAccess)), "{read:?}");
        }
        let fields = EpisodeFields::pending(today());
        let tried: [Result<()>; 5] = [
            store.change(&Change::AddEpisode { client: ClientId(1), fields, own_worker: None }, None).map(drop),
            store.undo().map(drop),
            store.trace(&[Trace::card(ClientId(1))]),
            store.remove_records(&[ClientId(1)], much_later()).map(drop),
            store.write(|tx| Ok(tx.execute("UPDATE activity SET remarks = 'x'", [])?)).map(drop),
        ];
        for done in tried {
            assert!(matches!(done, Err(StoreError::NoAccess)), "{done:?}");
        }
        let key = DraftKey { form: "note-new".into(), target: 1 };
        assert!(store.drafts().unwrap().is_empty() && store.draft(&key, None).unwrap().is_none());
        store.sign_in(WorkerId(0));
        assert_eq!(small.content(), before);
    }
}
