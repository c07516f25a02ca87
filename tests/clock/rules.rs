//! Each rule, in the file: the fact that makes its line appear, and what makes it vanish.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rinnalla::domain::due::{DueLine, RULES};
use rinnalla::domain::ids::WorkerId;
use rinnalla::store::due;

use crate::small::{Small, day, today};

/// Nothing is due: both late registers are closed, and who has left has been looked back on with.
fn calm() -> Small {
    let mut small = Small::made();
    does(
        &mut small,
        "INSERT INTO session(activity_id, series_id, rule_date, on_day, starts_at, ends_at, state, register_closed) VALUES \
           (1, 1, '2017-01-30', '2017-01-30', '10:00', '12:00', 'held', '2017-02-07T06:00:00Z'), \
           (1, 1, '2017-02-06', '2017-02-06', '10:00', '12:00', 'held', '2017-02-07T06:00:00Z'); \
         INSERT INTO meeting(episode_id, kind, held) VALUES(4, 'final', '2017-02-01')",
    );
    assert!(lines(&small).is_empty(), "{:?}", told(&small));
    small
}

fn does(small: &mut Small, sql: &str) {
    small.store.write(|tx| Ok(tx.execute_batch(sql)?)).unwrap_or_else(|error| panic!("{error}: {sql}"));
}

fn lines(small: &Small) -> Vec<DueLine> {
    due::lines(small.store.reader(), today()).unwrap()
}

fn told(small: &Small) -> Vec<(&'static str, NaiveDate)> {
    lines(small).iter().map(|line| (line.rule.key, line.day)).collect()
}

/// Somebody new, pending since November.
const NEWCOMER: &str = "INSERT INTO main.client(ref, family_name, given_name, sort_key, fold_key) \
    VALUES('x', 'Uusi', 'Aino', 'uusi', 'uusi'); \
    INSERT INTO episode(client_id, state, pending_since) VALUES(5, 'pending', '2016-11-30');";

/// A rule, its day, what makes its line appear, and what makes it vanish.
const WATCHED: &[(&str, &str, &str, &str)] = &[
    (
        "goal-review",
        "2017-05-08",
        "INSERT INTO goal(episode_id, text, set_on) VALUES(1, 'Nukun', '2017-01-02'); \
         INSERT INTO review(goal_id, due, state) VALUES(1, '2017-05-08', 'due')",
        "UPDATE review SET state = 'cancelled'",
    ),
    (
        "plan-review",
        "2017-05-06",
        "INSERT INTO plan(episode_id, version, state, made_on, review_on) VALUES(1, 1, 'active', '2017-01-02', '2017-05-06')",
        "UPDATE plan SET state = 'superseded'",
    ),
    (
        "decision-ending",
        "2017-04-08",
        "INSERT INTO decision(episode_id, about, decided_on, valid_from, valid_to) \
         VALUES(1, 'Ryhmä', '2017-01-02', '2017-01-02', '2017-04-08')",
        "INSERT INTO decision(episode_id, about, decided_on, valid_from, replaces) \
         VALUES(1, 'Ryhmä', '2017-02-06', '2017-04-09', 1)",
    ),
    ("execution", "2017-02-28", NEWCOMER, "UPDATE episode SET service_began = '2017-02-07' WHERE id = 5"),
    (
        "urgent",
        "2017-01-01",
        "UPDATE episode SET urgent = 1 WHERE id = 1",
        "UPDATE episode SET need_clarified = '2017-02-07' WHERE id = 1",
    ),
    (
        "own-worker",
        "2017-01-01",
        "UPDATE assignment SET ends = '2017-02-01' WHERE episode_id = 1",
        "INSERT INTO assignment(episode_id, worker_id, starts) VALUES(1, 2, '2017-02-01')",
    ),
    (
        "register",
        "2017-02-06",
        "UPDATE session SET register_closed = NULL WHERE on_day = '2017-02-06'",
        "UPDATE session SET register_closed = '2017-02-07T06:00:00Z'",
    ),
    (
        "register-close",
        "2017-02-06",
        "UPDATE session SET register_closed = NULL WHERE on_day = '2017-02-06'; \
         INSERT INTO attendance(session_id, client_id, enrolment_id, mark) \
         SELECT 2, client_id, id, 'present' FROM enrolment WHERE id < 4",
        "UPDATE session SET register_closed = '2017-02-07T06:00:00Z'",
    ),
    (
        "missed-twice",
        "2017-02-06",
        "UPDATE session SET register_closed = NULL; \
         INSERT INTO attendance(session_id, client_id, enrolment_id, mark) VALUES(1, 1, 1, 'no_show'), (2, 1, 1, 'no_show'); \
         UPDATE session SET register_closed = '2017-02-07T06:00:00Z'",
        "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES(1, 1, '2017-02-06', 'phone', 'Soitin.')",
    ),
    (
        "offer",
        "2017-02-10",
        "INSERT INTO enrolment(activity_id, client_id, state, queued_at, offer_expires) \
         VALUES(1, 4, 'offered', '2017-02-01', '2017-02-10')",
        "UPDATE enrolment SET state = 'withdrawn', offer_expires = NULL, end_reason = 'other' WHERE state = 'offered'",
    ),
    (
        "free-seat",
        "2017-02-01",
        "UPDATE activity SET capacity_max = 4; \
         INSERT INTO enrolment(activity_id, client_id, state, queued_at) VALUES(1, 4, 'waiting', '2017-02-01')",
        "UPDATE activity SET capacity_max = 3",
    ),
    (
        "purchased-period",
        "2017-04-08",
        "UPDATE activity SET agreed_to = '2017-04-08'",
        "UPDATE activity SET agreed_to = '2017-06-30'",
    ),
    (
        "no-contact",
        "2017-01-12",
        "UPDATE episode SET pending_since = '2016-11-01', opened = '2016-12-01' WHERE id = 1",
        "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES(1, 1, '2016-12-28', 'phone', 'Soitin.')",
    ),
    (
        "final-review",
        "2017-02-15",
        "UPDATE enrolment SET state = 'ended', ends = '2017-02-01', end_reason = 'other' WHERE id = 1",
        "INSERT INTO meeting(episode_id, kind, held) VALUES(1, 'final', '2017-02-07')",
    ),
    (
        "non-disclosure",
        "2017-04-08",
        "UPDATE main.client SET non_disclosure = 1, non_disclosure_until = '2017-04-08' WHERE id = 1",
        "UPDATE main.client SET non_disclosure_until = '2019-04-08' WHERE id = 1",
    ),
    (
        "opening",
        "2017-02-06",
        "UPDATE worker SET role = 'lead'; \
         INSERT INTO client_access(client_id, worker_id, kind, granted_on, until, reason) \
         VALUES(1, 2, 'break_glass', '2017-02-06', '2017-02-06', 'Kiire')",
        "UPDATE client_access SET noted_by = 1, noted_on = '2017-02-07'",
    ),
    (
        "follow-up",
        "2017-02-10",
        "INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on) \
         VALUES(1, 1, '2017-02-06', 'phone', 'Soitin.', '2017-02-10')",
        "UPDATE note SET follow_up_done = '2017-02-07'",
    ),
];

#[test]
fn every_rule_appears_with_its_fact_and_vanishes_with_it() {
    let watched: BTreeSet<&str> = WATCHED.iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(watched, RULES.iter().map(|rule| rule.key).collect(), "a new rule has its facts here");
    for (rule, on, appears, vanishes) in WATCHED {
        let mut small = calm();
        does(&mut small, appears);
        assert_eq!(told(&small), [(*rule, day(on))], "{rule} appears");
        does(&mut small, vanishes);
        assert_eq!(told(&small), [], "{rule} vanishes");
    }
}

#[test]
fn what_the_team_has_agreed_on_counts() {
    for (rule, key, value) in [
        ("decision-ending", "ending-ahead-days", 59),
        ("purchased-period", "ending-ahead-days", 59),
        ("non-disclosure", "ending-ahead-days", 59),
        ("no-contact", "no-contact-weeks", 0),
        ("no-contact", "no-contact-weeks", 10),
        ("register", "register-days", 1),
    ] {
        let mut small = calm();
        does(&mut small, WATCHED.iter().find(|(name, ..)| *name == rule).unwrap().2);
        // A register of yesterday is asked for however few days one looks back: this one is a day older.
        let on = if rule == "register" { day("2017-02-08") } else { today() };
        let has =
            |small: &Small| due::lines(small.store.reader(), on).unwrap().iter().any(|line| line.rule.key == rule);
        assert!(has(&small), "{rule}");
        does(&mut small, &format!("INSERT INTO setting(key, value) VALUES('{key}', '{value}')"));
        assert!(!has(&small), "{rule} with {key} = {value}");
    }
    let mut small = calm();
    does(&mut small, WATCHED.iter().find(|(rule, ..)| *rule == "final-review").unwrap().2);
    does(&mut small, "INSERT INTO setting(key, value) VALUES('final-review-days', '0')");
    assert_eq!(told(&small), [("final-review", day("2017-02-01"))]);
}

#[test]
fn the_service_has_begun_with_a_membership_that_began_after_the_matter_became_pending() {
    let execution = |enrolment: &str| {
        let mut small = calm();
        does(&mut small, NEWCOMER);
        does(&mut small, enrolment);
        told(&small).iter().any(|(rule, _)| *rule == "execution")
    };
    let member = |starts: &str| {
        format!("INSERT INTO enrolment(activity_id, client_id, state, starts) VALUES(1, 5, 'enrolled', '{starts}')")
    };
    assert!(!execution(&member("2017-02-07")) && !execution(&member("2016-11-30")));
    assert!(execution(&member("2017-02-08")), "it has not begun");
    assert!(execution(&member("2016-11-29")), "that was before");
    let waits = "INSERT INTO enrolment(activity_id, client_id, state, queued_at) VALUES(1, 5, 'waiting', '2017-02-01')";
    assert!(execution(waits), "who waits has no service");
    assert!(
        execution("UPDATE episode SET state = 'open', opened = '2017-02-01' WHERE id = 5"),
        "nor who has a decision"
    );
    let declined =
        "UPDATE episode SET state = 'declined', closed = '2017-02-01', close_reason = 'no_need' WHERE id = 5";
    assert!(!execution(declined), "what is over is watched no more");
}

#[test]
fn a_contact_is_a_note_a_visit_a_review_or_the_opening() {
    let old = WATCHED.iter().find(|(rule, ..)| *rule == "no-contact").unwrap().2;
    let marked = |mark: &str| {
        format!(
            "UPDATE session SET register_closed = NULL; INSERT INTO attendance(session_id, client_id, enrolment_id, mark) \
             VALUES(1, 1, 1, '{mark}'); UPDATE session SET register_closed = '2017-02-07T06:00:00Z'"
        )
    };
    let missing = |sql: &str| {
        let mut small = calm();
        does(&mut small, old);
        does(&mut small, sql);
        told(&small).iter().find(|(rule, _)| *rule == "no-contact").map(|(_, day)| *day)
    };
    assert_eq!(missing(""), Some(day("2017-01-12")));
    assert_eq!(missing(&marked("present")), None);
    assert_eq!(missing(&marked("late")), None);
    assert_eq!(missing(&marked("excused")), Some(day("2017-01-12")), "who stayed away was not met");
    let meeting = "INSERT INTO meeting(episode_id, kind, held) VALUES(1, 'interim', '2017-01-15')";
    assert_eq!(missing(meeting), None);
    let note = "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES(1, 1, '2016-12-15', 'phone', 'x')";
    assert_eq!(missing(note), Some(day("2017-01-26")), "six weeks from the newest");
    assert_eq!(missing("UPDATE episode SET state = 'paused' WHERE id = 1"), None, "on a break nobody is missed");
}

#[test]
fn the_last_service_is_over_when_nobody_is_in_anything_or_waits_for_it() {
    let ended = WATCHED.iter().find(|(rule, ..)| *rule == "final-review").unwrap().2;
    let asks = |sql: &str| {
        let mut small = calm();
        does(&mut small, ended);
        does(&mut small, sql);
        told(&small).iter().any(|(rule, _)| *rule == "final-review")
    };
    let other =
        "INSERT INTO activity(name, sort_key, fold_key, tier, kind) VALUES('Toinen', 't', 't', 'own', 'group');";
    assert!(asks(""));
    for spell in ["'enrolled', NULL, '2017-02-02', NULL", "'waiting', '2017-02-02', NULL, NULL"] {
        let sql = format!(
            "{other} INSERT INTO enrolment(activity_id, client_id, state, queued_at, starts, ends) VALUES(2, 1, {spell})"
        );
        assert!(!asks(&sql), "{spell}");
    }
    let decision = |to: &str| {
        format!(
            "INSERT INTO decision(episode_id, about, decided_on, valid_from, valid_to) \
             VALUES(1, 'Ohjaus kotiin', '2017-01-02', '2017-01-02', {to})"
        )
    };
    assert!(!asks(&decision("NULL")) && !asks(&decision("'2017-02-07'")), "what is decided goes on");
    assert!(asks(&decision("'2017-02-06'")));
    let over = format!(
        "{other} INSERT INTO enrolment(activity_id, client_id, state, starts, ends) \
         VALUES(2, 1, 'enrolled', '2017-01-02', '2017-02-06')"
    );
    assert!(asks(&over), "a membership whose last day has passed is over, though nobody has ended it");
    assert!(!asks(
        "UPDATE episode SET state = 'closed', closed = '2017-02-07', close_reason = 'x', outcome = 'y', \
        final_waiver = 'moved' WHERE id = 1"
    ));
}

#[test]
fn a_follow_up_is_of_whom_it_was_handed_to() {
    let mut small = calm();
    does(&mut small, WATCHED.iter().find(|(rule, ..)| *rule == "follow-up").unwrap().2);
    assert_eq!(lines(&small)[0].subject.worker, Some(WorkerId(1)));
    does(&mut small, "UPDATE note SET follow_up_for = 2");
    assert_eq!(lines(&small)[0].subject.worker, Some(WorkerId(2)));
}
