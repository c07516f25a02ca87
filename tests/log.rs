//! The log: nothing is written without a line in it that says who, and about whom.

#[path = "support/small.rs"]
pub mod small;

use std::collections::BTreeSet;

use chrono::{NaiveTime, Weekday};
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::goal::{GoalState, MeetingKind};
use rinnalla::domain::ids::{
    AbsenceId, AccessId, BookingId, ClientId, DecisionId, EnrolmentId, EpisodeId, GoalId, MeetingId, MergeId, NoteId,
    PlanId, SessionId,
};
use rinnalla::domain::measure::{Instrument, MeasureFields, TOTAL};
use rinnalla::domain::meeting::{Finding, GoalReview, MeetingFields};
use rinnalla::domain::merge::clashes;
use rinnalla::store::access::Restriction;
use rinnalla::store::activities::Setting;
use rinnalla::store::change::Change;
use rinnalla::store::due::snoozes::Which;
use rinnalla::store::entering::{Entering, How, Who};
use rinnalla::store::handover::{Moves, Whose, what_moves};
use rinnalla::store::merging;
use rinnalla::store::reschedule::Appointed;
use rinnalla::store::{Store, StoreError};
use small::{Small, day, decision, goal, group_fields, mondays, note, open_since, person, plan, today, weekly};

const SCHEMA: &str = include_str!("../schema.sql");

/// The tables that the schema's notes call logged.
fn logged_tables() -> Vec<&'static str> {
    let mut note = "";
    let mut tables = Vec::new();
    for line in SCHEMA.lines() {
        match line.strip_prefix("CREATE TABLE ") {
            Some(rest) if note.trim_end().ends_with("logged") => tables.push(rest.split('(').next().unwrap()),
            _ => {}
        }
        note = line;
    }
    tables
}

#[test]
fn every_table_that_says_so_is_logged_and_no_other() {
    let store = Store::in_memory().unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'log\\_%' ESCAPE '\\' \
        AND tbl_name <> 'log' ORDER BY name";
    let mut query = store.reader().prepare(sql).unwrap();
    let there: BTreeSet<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let tables = logged_tables();
    assert!(tables.len() > 10, "{tables:?}");
    let acts = ["insert", "update", "delete"];
    let wanted: BTreeSet<String> =
        tables.iter().flat_map(|table| acts.map(|act| format!("log_{table}_{act}"))).collect();
    assert_eq!(there, wanted);
}

/// Every kind of change has a name here; a new one does not compile until it is walked below.
fn kind(change: &Change) -> &'static str {
    match change {
        Change::AddClient { .. } => "add client",
        Change::EditClient { .. } => "edit client",
        Change::AddEpisode { .. } => "add episode",
        Change::EditEpisode { .. } => "edit episode",
        Change::Assign { .. } => "assign",
        Change::AddGoal { .. } => "add goal",
        Change::EditGoal { .. } => "edit goal",
        Change::AddPlan { .. } => "add plan",
        Change::EditPlan { .. } => "edit plan",
        Change::AddDecision { .. } => "add decision",
        Change::EditDecision { .. } => "edit decision",
        Change::HoldMeeting { .. } => "hold meeting",
        Change::RewriteMeeting { .. } => "rewrite meeting",
        Change::PostponeReview { .. } => "postpone review",
        Change::AddNote { .. } => "add note",
        Change::EditNote { .. } => "edit note",
        Change::FollowUpDone { .. } => "follow-up done",
        Change::MoveFollowUp { .. } => "move follow-up",
        Change::AddActivity { .. } => "add activity",
        Change::EditActivity { .. } => "edit activity",
        Change::Mark { .. } => "mark",
        Change::MarkRest { .. } => "mark rest",
        Change::CountHeads { .. } => "count heads",
        Change::Cancel { .. } => "cancel",
        Change::Restore { .. } => "restore",
        Change::CloseRegister { .. } => "close register",
        Change::ReopenRegister { .. } => "reopen register",
        Change::Remark { .. } => "remark",
        Change::AddSession { .. } => "add session",
        Change::Enter(_) => "enter",
        Change::Offer { .. } => "offer",
        Change::TakeBackOffer { .. } => "take back offer",
        Change::Seat { .. } => "seat",
        Change::PutFirst { .. } => "put first",
        Change::PutBack { .. } => "put back",
        Change::Withdraw { .. } => "withdraw",
        Change::EndSpell { .. } => "end spell",
        Change::CorrectSpell { .. } => "correct spell",
        Change::Announce { .. } => "announce",
        Change::TakeBackAbsence { .. } => "take back absence",
        Change::Book { .. } => "book",
        Change::FreeSlot { .. } => "free slot",
        Change::MoveSession { .. } => "move session",
        Change::FromDayOn { .. } => "from day on",
        Change::Shut { .. } => "shut",
        Change::OpenAgain { .. } => "open again",
        Change::Recommend { .. } => "recommend",
        // What is over is told anew within a correction only.
        Change::Correct { change, .. } if matches!(**change, Change::RewriteMeeting { .. }) => kind(change),
        Change::Correct { .. } => "correct",
        Change::Set { .. } => "set",
        Change::AddMeasure { .. } => "add measure",
        Change::EditMeasure { .. } => "edit measure",
        Change::RemoveMeasure { .. } => "remove measure",
        Change::HandOver { .. } => "hand over",
        Change::Restrict(_) => "restrict",
        Change::BreakGlass { .. } => "break glass",
        Change::NoteOpening { .. } => "note opening",
        Change::Snooze { .. } => "snooze",
        Change::Wake { .. } => "wake",
        Change::Merge { .. } => "merge",
        Change::Unmerge { .. } => "unmerge",
        Change::Apart { .. } => "apart",
    }
}

const KINDS: usize = 61;

/// Where a session is moved to.
fn elsewhere() -> Appointed {
    let setting = Setting { place: Some("Kirjasto".into()), lead: None };
    Appointed { day: today(), starts_at: None, ends_at: None, setting }
}

/// Self-rated work ability of so many tenths.
fn measured(tenths: u32) -> MeasureFields {
    MeasureFields { instrument: Instrument::WorkAbility, on_day: today(), scores: vec![(TOTAL, tenths)] }
}

/// What goes along when the third client gets another own worker.
fn moving(small: &Small) -> Moves {
    let third = small.clients[2];
    what_moves(small.store.reader(), Whose::Client(third), today()).unwrap()
}

fn closed() -> EpisodeFields {
    EpisodeFields {
        state: EpisodeState::Closed,
        closed: Some(today()),
        close_reason: Some("no_need".into()),
        outcome: Some("study".into()),
        final_waiver: Some("moved".into()),
        ..open_since(day("2017-01-01"))
    }
}

fn meeting() -> MeetingFields {
    MeetingFields {
        kind: MeetingKind::Interim,
        held: today(),
        took_part: None,
        helped: None,
        hindered: None,
        summary: None,
    }
}

/// One of each kind, in an order in which each is allowed, with the client whom the log has to name.
fn walk(small: &Small) -> Vec<(Change, Option<ClientId>)> {
    let [first, second, third, fourth] = small.clients[..] else { panic!("four clients") };
    let of = |client: ClientId| EpisodeId(client.0);
    let slot = |nth: usize| Slot::Rule { series: small.series, day: mondays()[nth] };
    let fifth = ClientId(5);
    let reviewed = GoalReview {
        goal: GoalId(1),
        rev: 2,
        finding: Finding::default(),
        state: GoalState::Active,
        next_on: Some(day("2017-06-01")),
    };
    let rewritten = Change::RewriteMeeting {
        id: MeetingId(1),
        rev: 1,
        fields: MeetingFields { helped: Some("Ryhmä".into()), ..meeting() },
        reviews: Vec::new(),
        today: today(),
    };
    let spell = EnrolmentId;
    let enter = |client: ClientId, how: How| {
        let who = Who::Known(client);
        Change::Enter(Box::new(Entering { activity: small.group, who, how, present_at: None, today: today() }))
    };
    let corrected = Change::EditEpisode {
        id: of(second),
        rev: 2,
        fields: EpisodeFields { outcome: Some("work".into()), ..closed() },
    };
    let restricted = Restriction {
        client: first,
        was: (false, Vec::new()),
        restricted: true,
        named: Vec::new(),
        until: None,
        reason: Some("Tuttu".into()),
    };
    let put_off = |rev| Which { rule: "execution", target: "episode:1@2017-04-01".into(), client: Some(first), rev };
    let about = |change: Change, client: ClientId| (change, Some(client));
    let of_all = |change: Change| (change, None);
    vec![
        about(Change::AddClient { fields: person(5), proposed: false, episode: None, own_worker: None }, fifth),
        about(Change::EditClient { id: fifth, rev: 1, fields: person(6) }, fifth),
        about(Change::AddEpisode { client: fifth, fields: open_since(today()), own_worker: None }, fifth),
        about(
            Change::Assign { episode: of(first), was: Some(small.workers[0]), worker: small.workers[1], from: today() },
            first,
        ),
        about(Change::AddGoal { episode: of(first), fields: goal("Nukun") }, first),
        about(Change::EditGoal { id: GoalId(1), rev: 1, fields: goal("Nukun öisin") }, first),
        about(Change::AddPlan { episode: of(first), was: None, fields: plan("Kerran viikossa") }, first),
        about(Change::EditPlan { id: PlanId(1), rev: 1, fields: plan("Joka toinen viikko") }, first),
        about(Change::AddPlan { episode: of(first), was: Some(PlanId(1)), fields: plan("Kuukausittain") }, first),
        about(Change::AddDecision { episode: of(first), fields: decision(None) }, first),
        about(Change::EditDecision { id: DecisionId(1), rev: 1, fields: decision(Some(today())) }, first),
        about(
            Change::HoldMeeting { episode: of(first), fields: meeting(), goals: vec![reviewed], today: today() },
            first,
        ),
        about(Change::Correct { reason: "Unohtui".into(), change: Box::new(rewritten) }, first),
        about(
            Change::PostponeReview {
                episode: of(first),
                was: day("2017-06-01"),
                day: day("2017-06-08"),
                reason: "Sairaana".into(),
            },
            first,
        ),
        about(Change::AddNote { client: second, fields: note("Soitti."), from: None }, second),
        about(Change::EditNote { id: NoteId(1), rev: 1, fields: note("Soitti taas.") }, second),
        about(Change::MoveFollowUp { note: NoteId(1), day: day("2017-02-20") }, second),
        about(Change::FollowUpDone { note: NoteId(1), day: today() }, second),
        about(Change::AddMeasure { client: second, fields: measured(30) }, second),
        about(Change::EditMeasure { client: second, was: measured(30), fields: measured(55) }, second),
        about(Change::RemoveMeasure { client: second, was: measured(55) }, second),
        about(Change::HandOver { what: Box::new(moving(small)), to: small.workers[1], day: today() }, third),
        of_all(Change::AddActivity {
            fields: group_fields("Kudonta"),
            lead: Some(small.workers[0]),
            timetable: weekly(Weekday::Tue, 13, today(), None),
        }),
        of_all(Change::EditActivity {
            id: small.group,
            rev: 1,
            fields: group_fields("Luovat kädet"),
            lead: None,
            timetable: Some(weekly(Weekday::Mon, 14, mondays()[0], None)),
            today: today(),
        }),
        of_all(Change::Cancel { slot: slot(3), reason: "organisation".into() }),
        of_all(Change::Restore { session: SessionId(1) }),
        about(Change::Mark { slot: slot(4), client: first, seen: None, mark: Some(Mark::Late) }, first),
        about(Change::MarkRest { slot: slot(4), clients: vec![first, third] }, third),
        of_all(Change::CountHeads { slot: slot(4), count: Some(0) }),
        of_all(Change::CloseRegister { slot: slot(4), unmarked: Vec::new(), rest: None }),
        of_all(Change::ReopenRegister { session: SessionId(2), reason: "Yksi unohtui".into() }),
        of_all(Change::Remark { slot: slot(4), was: None, text: Some("Savea loppui".into()) }),
        of_all(Change::AddSession { activity: small.group, day: today(), starts_at: None, ends_at: None }),
        about(
            Change::EndSpell { spell: spell(1), rev: 1, last: today(), reason: "other".into(), today: today() },
            first,
        ),
        about(Change::CorrectSpell { spell: spell(3), rev: 1, starts: day("2017-01-21"), goal: None }, third),
        about(Change::Announce { client: third, starts: today(), ends: today(), reason: None, today: today() }, third),
        about(Change::TakeBackAbsence { absence: AbsenceId(1) }, third),
        about(enter(fifth, How::Queued), fifth),
        about(Change::Offer { spell: spell(5), until: today(), ahead: None, today: today() }, fifth),
        about(Change::TakeBackOffer { spell: spell(5) }, fifth),
        about(Change::PutFirst { spell: spell(5), reason: "Kiire".into() }, fifth),
        about(Change::PutBack { spell: spell(5) }, fifth),
        about(Change::Withdraw { spell: spell(5), reason: "other".into(), day: today() }, fifth),
        about(enter(fourth, How::Queued), fourth),
        about(Change::Seat { spell: spell(6), from: today(), ahead: None, today: today() }, fourth),
        about(Change::Book { slot: slot(4), who: Who::Known(fourth), starts_at: NaiveTime::MIN }, fourth),
        about(Change::FreeSlot { booking: BookingId(1) }, fourth),
        of_all(Change::Shut { day: today(), reason: "Kehittämispäivä".into() }),
        of_all(Change::OpenAgain { day: today() }),
        of_all(Change::MoveSession { slot: slot(3), to: elsewhere() }),
        of_all(Change::FromDayOn {
            activity: small.group,
            series: small.series,
            day: today(),
            timetable: weekly(Weekday::Fri, 9, mondays()[0], None),
            setting: Setting::default(),
        }),
        about(Change::Recommend { client: third, activity: small.group, day: today() }, third),
        about(Change::EditEpisode { id: of(second), rev: 1, fields: closed() }, second),
        of_all(Change::Set { key: "review-months", was: 3, value: 6 }),
        about(Change::Snooze { which: put_off(None), until: day("2017-03-01"), reason: "Lomalla".into() }, first),
        about(Change::Wake { which: put_off(Some(1)) }, first),
        about(Change::Correct { reason: "Väärä lopputulos".into(), change: Box::new(corrected) }, second),
        // By the first worker, who is an admin; opened by the second.
        about(Change::Restrict(restricted), first),
        about(Change::BreakGlass { reference: person(1).reference, purpose: "Hätätilanne".into() }, first),
        about(Change::NoteOpening { opening: AccessId(2) }, first),
    ]
}

#[test]
fn every_change_is_in_the_log_with_who_and_about_whom() {
    let mut small = Small::made();
    // Whoever answers for the team may do all of it.
    small.store.write(|tx| Ok(tx.execute("UPDATE worker SET role = 'lead'", [])?)).unwrap();
    let mut walked = BTreeSet::new();
    let mut nth = 0;
    let mut goes = |small: &mut Small, change: &Change, clients: &[ClientId]| {
        // By turns, so that the name in the log is not always the same.
        let me = small.workers[nth % 2];
        nth += 1;
        small.store.sign_in(me);
        let before = small.newest();
        let kind = kind(change);
        walked.insert(kind);
        small.store.change(change, None).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let sql = "SELECT worker_id, client_id FROM log WHERE tx > ?1";
        let mut query = small.store.reader().prepare(sql).unwrap();
        let rows = query.query_map([before], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)));
        let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{kind} left no trace");
        assert!(rows.iter().all(|(worker, _)| *worker == me.0), "{kind}: {rows:?} should all be of {me:?}");
        let named: BTreeSet<i64> = rows.iter().filter_map(|(_, client)| *client).collect();
        assert_eq!(named, clients.iter().map(|client| client.0).collect(), "{kind}");
    };
    for (change, client) in walk(&small) {
        goes(&mut small, &change, client.as_slice());
    }
    // Two records that become one are worked out on what is there by then, and the log names both.
    let [_, _, third, fourth] = small.clients[..] else { panic!("four clients") };
    let pair = merging::pair(small.store.reader(), third, fourth).unwrap();
    let choices = clashes(&pair).collect();
    goes(&mut small, &Change::Merge { pair: Box::new(pair), choices, day: today() }, &[third, fourth]);
    let unmerge =
        Change::Unmerge { merge: MergeId(1), rev: 1, kept: third, day: today(), reason: Some("Väärä".into()) };
    goes(&mut small, &unmerge, &[third, fourth]);
    goes(&mut small, &Change::Apart { one: third, other: fourth, day: today() }, &[third]);
    assert_eq!(walked.len(), KINDS, "{walked:?}");
}

#[test]
fn the_log_cannot_be_rewritten() {
    let mut small = Small::made();
    let tries = ["UPDATE log SET worker_id = 2", "DELETE FROM log", "INSERT OR REPLACE INTO log SELECT * FROM log"];
    for sql in tries {
        let refused = small.store.write(|tx| Ok(tx.execute(sql, [])?));
        assert!(refused.is_err(), "{sql}");
    }
}

/// What is over changes by a correction only, and the log has the reason; not even the program's own SQL gets past.
#[test]
fn what_is_over_is_corrected_with_a_reason_and_no_other_way() {
    let mut small = Small::made();
    let episode = EpisodeId(small.clients[0].0);
    small.store.change(&Change::EditEpisode { id: episode, rev: 1, fields: closed() }, None).unwrap();
    let fields = EpisodeFields { outcome: Some("work".into()), ..closed() };
    let edit = Change::EditEpisode { id: episode, rev: 2, fields };
    let before = small.content();
    assert!(matches!(small.store.change(&edit, None), Err(StoreError::Settled)));
    assert!(small.store.write(|tx| Ok(tx.execute("UPDATE episode SET outcome = 'work'", [])?)).is_err());
    assert_eq!(small.content(), before);
    let correct = Change::Correct { reason: "Sai töitä".into(), change: Box::new(edit) };
    small.store.change(&correct, None).unwrap();
    let sql = "SELECT reason FROM log WHERE id = (SELECT max(id) FROM log WHERE entity = 'episode')";
    let reason: Option<String> = small.store.reader().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(reason.as_deref(), Some("Sai töitä"));
    // The reason is that change's own: the next needs another one.
    assert!(small.store.write(|tx| Ok(tx.execute("UPDATE episode SET outcome = 'study'", [])?)).is_err());
    small.store.undo().unwrap();
    assert_eq!(small.content(), before);
}

#[test]
fn a_change_that_is_refused_leaves_no_trace() {
    let mut small = Small::made();
    let (before, content) = (small.newest(), small.content());
    let stale = Change::EditClient { id: small.clients[0], rev: 7, fields: person(9) };
    let taken = Change::AddClient { fields: person(1), proposed: false, episode: None, own_worker: None };
    let second = Change::AddEpisode { client: small.clients[0], fields: open_since(today()), own_worker: None };
    for change in [stale, taken, second] {
        assert!(small.store.change(&change, None).is_err(), "{}", kind(&change));
        assert_eq!((small.newest(), small.content()), (before, content.clone()));
    }
}
