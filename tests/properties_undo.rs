//! Undo: whatever has been done, it leads back step by step to the very beginning, through sound files only.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveTime, Weekday};
use proptest::prelude::*;
use rinnalla::domain::activity::ActivityFields;
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::goal::{GoalFields, GoalState, MeetingKind, Score};
use rinnalla::domain::ids::{ActivityId, BookingId, ClientId, EpisodeId, GoalId, MeetingId, NoteId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::measure::{Instrument, MeasureFields};
use rinnalla::domain::meeting::{Finding, GoalReview, MeetingFields, Rewritten};
use rinnalla::domain::note::NoteFields;
use rinnalla::store::change::Change;
use rinnalla::store::entering::Who;
use rinnalla::store::handover::{Whose, what_moves};
use rinnalla::store::{activities, clients, episodes, goals, measures, meetings, notes, reviews, sessions};
use small::{Small, goal, group_fields, mondays, note, open_since, person, today, weekly};

/// A kind of change, the row that it concerns, and how it turns out.
type Deed = (u8, usize, usize);

const KINDS: u8 = 28;

/// The row of a table that a number means, if the table has any.
fn row(small: &Small, table: &str, which: usize) -> Option<i64> {
    let count = small.number(&format!("SELECT count(*) FROM {table}"));
    let offset = i64::try_from(which).unwrap().checked_rem(count)?;
    Some(small.number(&format!("SELECT id FROM {table} ORDER BY id LIMIT 1 OFFSET {offset}")))
}

fn rev(small: &Small, table: &str, id: i64) -> i64 {
    small.number(&format!("SELECT rev FROM {table} WHERE id = {id}"))
}

/// One of the steps that the customership's state allows.
fn stepped(known: &EpisodeFields, how: usize) -> Option<EpisodeFields> {
    let next = known.state.next();
    let state = *next.get(how.checked_rem(next.len())?)?;
    let over = matches!(state, EpisodeState::Closed | EpisodeState::Declined);
    let begun = !matches!(state, EpisodeState::Declined);
    Some(EpisodeFields {
        state,
        opened: known.opened.or(begun.then(today)),
        closed: over.then(today),
        close_reason: over.then(|| "no_need".into()),
        outcome: over.then(|| "study".into()),
        final_waiver: over.then(|| "moved".into()),
        ..known.clone()
    })
}

/// The session of one Monday, by its row if it has one.
fn session(small: &Small, which: usize) -> Slot {
    let day = mondays()[which % mondays().len()];
    let known = sessions::between(small.store.reader(), day, day, None).unwrap();
    known[0].slot
}

/// Sub-scores of which more and more are told, on a few days.
fn measured(how: usize) -> MeasureFields {
    let parts = &Instrument::Kykyviisari.scoring().parts[..1 + how % 3];
    let scores = parts.iter().map(|part| (*part, 100 + how as u32)).collect();
    MeasureFields { instrument: Instrument::Kykyviisari, on_day: today() - Days::new(how as u64 % 2), scores }
}

fn found(how: usize) -> Finding {
    let assessment = (!how.is_multiple_of(2)).then(|| format!("Sanottiin {how}"));
    Finding { client_score: Score::ALL.get(how % 6).copied(), worker_score: None, assessment }
}

/// A sitting about some of the goals of a customership; every fifth is a final one, which ends them all.
fn held(small: &Small, episode: EpisodeId, how: usize) -> Change {
    let goals = meetings::sitting(small.store.reader(), episode).unwrap().goals;
    let kind = if how.is_multiple_of(5) { MeetingKind::Final } else { MeetingKind::Interim };
    let review = |goal: &goals::Goal| GoalReview {
        goal: goal.id,
        rev: goal.rev,
        finding: found(how),
        state: if kind == MeetingKind::Final { GoalState::Partly } else { GoalState::ALL[how % GoalState::ALL.len()] },
        next_on: Some(today() + Days::new(1 + how as u64)),
    };
    let few = if kind == MeetingKind::Final { goals.len() } else { how };
    Change::HoldMeeting {
        episode,
        fields: MeetingFields {
            kind,
            held: today(),
            took_part: None,
            helped: Some("Ryhmä".into()),
            hindered: None,
            summary: None,
        },
        goals: goals.iter().take(few).map(review).collect(),
        today: today(),
    }
}

fn change(small: &Small, (kind, which, how): Deed) -> Option<Change> {
    let conn = small.store.reader();
    let later = today() + Days::new(1 + how as u64);
    let worker = small.workers[how % 2];
    let client = ClientId(row(small, "client", which)?);
    let session = session(small, how);
    let open = open_since(today());
    Some(match kind {
        0 => Change::AddClient {
            fields: person(50 + how),
            proposed: false,
            episode: Some(open),
            own_worker: Some(worker),
        },
        1 => Change::EditClient { id: client, rev: rev(small, "client", client.0), fields: person(how) },
        2 => Change::AddEpisode { client, fields: open, own_worker: Some(worker) },
        3 | 4 => {
            let newest = episodes::of_client(conn, client).unwrap().into_iter().next()?;
            Change::EditEpisode { id: newest.id, rev: newest.rev, fields: stepped(&newest.fields, how)? }
        }
        5 => {
            let newest = episodes::of_client(conn, client).unwrap().into_iter().next()?;
            let was = newest.own_worker.map(|(worker, _)| worker);
            Change::Assign { episode: newest.id, was, worker, from: later }
        }
        6 => Change::AddGoal {
            episode: EpisodeId(row(small, "episode", which)?),
            fields: goal(&format!("Tavoite {how}")),
        },
        7 => {
            let known = goals::get(conn, GoalId(row(small, "goal", which)?)).unwrap();
            let review_on = (how % 3 > 0).then_some(later);
            Change::EditGoal { id: known.id, rev: known.rev, fields: GoalFields { review_on, ..known.fields } }
        }
        8 => held(small, EpisodeId(row(small, "episode", which)?), how),
        9 => Change::AddNote { client, fields: note(&format!("Puhelu {how}")), from: None },
        10 => {
            let known = notes::get(conn, NoteId(row(small, "note", which)?)).unwrap();
            let fields = NoteFields { follow_up_on: (how % 2 > 0).then_some(later), ..known.fields };
            Change::EditNote { id: known.id, rev: known.rev, fields }
        }
        11 => Change::FollowUpDone { note: NoteId(row(small, "note", which)?), day: today() },
        12 => Change::MoveFollowUp { note: NoteId(row(small, "note", which)?), day: later },
        13 => {
            let mark = Mark::ALL.get(which % 5).copied();
            Change::Mark { slot: session, client: small.clients[which % small.clients.len()], seen: None, mark }
        }
        14 => Change::CountHeads { slot: session, count: u32::try_from(which).ok().filter(|count| count % 3 > 0) },
        15 => Change::AddActivity {
            fields: group_fields(&format!("Ryhmä {how}")),
            lead: Some(worker),
            timetable: weekly(Weekday::Tue, 9 + how as u32, later, None),
        },
        16 => {
            let known = activities::get(conn, ActivityId(row(small, "activity", which)?)).unwrap();
            Change::EditActivity {
                id: known.id,
                rev: known.rev,
                fields: ActivityFields {
                    capacity_max: u32::try_from(which).ok().filter(|most| *most > 0),
                    ..known.fields
                },
                lead: (how % 3 > 0).then_some(worker),
                timetable: (how % 2 > 0).then(|| weekly(Weekday::Wed, 9 + which as u32, today(), Some(later))),
                today: today(),
            }
        }
        17 => {
            let starts_at = NaiveTime::from_hms_opt(10 + how as u32 % 3, 0, 0)?;
            Change::Book { slot: session, who: Who::Known(client), starts_at }
        }
        18 => Change::FreeSlot { booking: BookingId(row(small, "booking", which)?) },
        23 => Change::AddMeasure { client, fields: measured(how) },
        24 => {
            let known = measures::of_client(conn, client).unwrap().into_iter().next()?;
            Change::EditMeasure { client, was: known.fields, fields: measured(how + 1) }
        }
        25 => {
            let known = measures::of_client(conn, client).unwrap().into_iter().next()?;
            Change::RemoveMeasure { client, was: known.fields }
        }
        26 => {
            let whose =
                if which % 2 == 0 { Whose::Client(client) } else { Whose::Worker(small.workers[which / 2 % 2]) };
            let what = what_moves(conn, whose, today()).unwrap();
            what.from?;
            Change::HandOver { what: Box::new(what), to: worker, day: today() }
        }
        19 => {
            let episode = EpisodeId(row(small, "episode", which)?);
            let was = reviews::first_day(conn, episode).unwrap()?;
            Change::PostponeReview { episode, was, day: later, reason: "Sairaana".into() }
        }
        20 => {
            let goal = goals::get(conn, GoalId(row(small, "goal", which)?)).unwrap();
            held(small, goal.episode, how + 1)
        }
        21 => {
            let known = meetings::get(conn, MeetingId(row(small, "meeting", which)?)).unwrap();
            let fields = MeetingFields { helped: Some(format!("Apu {how}")), ..known.fields };
            let anew = |held: &meetings::Held| Rewritten { review: held.review, finding: found(how) };
            let reviews = known.reviews.iter().map(anew).collect();
            let change = Change::RewriteMeeting { id: known.id, rev: known.rev, fields, reviews, today: today() };
            Change::Correct { reason: "Väärin kirjattu".into(), change: Box::new(change) }
        }
        22 => {
            let known = goals::get(conn, GoalId(row(small, "goal", which)?)).unwrap();
            let fields = GoalFields { text: format!("Korjattu {how}"), ..known.fields };
            let change = Change::EditGoal { id: known.id, rev: known.rev, fields };
            Change::Correct { reason: "Kirjoitusvirhe".into(), change: Box::new(change) }
        }
        _ => Change::Cancel { slot: session, reason: "organisation".into() },
    })
}

fn is_sound(small: &Small) -> Result<(), TestCaseError> {
    prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
    // Everybody on the list can be opened.
    for client in &small.clients {
        prop_assert!(clients::card(small.store.reader(), *client, today()).is_ok());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn undo_leads_back_to_the_very_beginning(deeds in prop::collection::vec((0..KINDS, 0..9_usize, 0..9_usize), 1..30)) {
        let mut small = Small::made();
        let mut states = vec![small.content()];
        for deed in deeds {
            let Some(change) = change(&small, deed) else { continue };
            let (before, content) = (small.newest(), small.content());
            if small.store.change(&change, None).is_err() {
                prop_assert!(small.content() == content, "a refused change left something behind: {:?}", deed);
            } else if small.newest() > before {
                states.push(small.content());
            }
            is_sound(&small)?;
        }
        states.pop();
        for state in states.into_iter().rev() {
            small.store.undo().unwrap();
            prop_assert!(small.content() == state, "not what it was before");
            is_sound(&small)?;
        }
    }
}
