//! The same lines everywhere, and a new rule everywhere at once.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rinnalla::commands::due::rows;
use rinnalla::domain::dates::show_day;
use rinnalla::domain::due::{DueLine, Fact, Ground, RULES, Rule};
use rinnalla::domain::ids::{ClientId, WorkerId};
use rinnalla::domain::lang::Lang;
use rinnalla::exchange::ics;
use rinnalla::store::change::Change;
use rinnalla::store::clients::Scope;
use rinnalla::store::request::{Answer, Lists, Query};
use rinnalla::text::Words;

use crate::driver::{Content, Driver, TODAY};
use crate::small::{Small, today};

/// All that a line says, but for the words.
type Told = (&'static str, String, NaiveDate, NaiveDate, Option<WorkerId>, Option<String>, Option<NaiveDate>);

fn told(line: &DueLine) -> Told {
    let until = line.snooze.as_ref().map(|snooze| snooze.until);
    (line.rule.key, line.key(), line.day, line.since, line.subject.worker, line.subject.what.clone(), until)
}

fn of(line: &DueLine) -> Option<ClientId> {
    line.subject.client.as_ref().map(|(client, _)| *client)
}

/// Something that happens to one of the four, or to the group. What the file refuses does not happen.
fn deed(kind: u8, who: u8, on: NaiveDate) -> String {
    let (who, on) = (who % 4 + 1, on.to_string());
    match kind % 14 {
        0 => format!("UPDATE episode SET pending_since = '{on}', service_began = NULL WHERE id = {who}"),
        1 => format!("UPDATE episode SET urgent = 1 - urgent WHERE id = {who}"),
        2 => format!("UPDATE assignment SET ends = '{on}' WHERE episode_id = {who}"),
        3 => format!(
            "INSERT INTO plan(episode_id, version, state, made_on, review_on) VALUES({who}, 1, 'active', '{on}', '{on}')"
        ),
        4 => format!(
            "INSERT INTO decision(episode_id, about, decided_on, valid_from, valid_to) VALUES({who}, 'x', '{on}', '{on}', '{on}')"
        ),
        5 => format!(
            "INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on) VALUES({who}, 2, '{on}', 'phone', 'x', '{on}')"
        ),
        6 => format!("UPDATE enrolment SET state = 'ended', ends = '{on}', end_reason = 'other' WHERE id = {who}"),
        7 => format!("UPDATE main.client SET non_disclosure = 1, non_disclosure_until = '{on}' WHERE id = {who}"),
        8 => format!(
            "INSERT INTO goal(episode_id, text, set_on) VALUES({who}, 'x', '2016-01-01'); \
             INSERT INTO review(goal_id, due, state) VALUES(last_insert_rowid(), '{on}', 'due')"
        ),
        9 => format!("UPDATE episode SET opened = max('{on}', pending_since) WHERE id = {who}"),
        10 => format!(
            "INSERT INTO enrolment(activity_id, client_id, state, queued_at, offer_expires) VALUES(1, {who}, 'offered', '{on}', '{on}')"
        ),
        11 => format!(
            "INSERT INTO session(activity_id, series_id, rule_date, on_day, state) SELECT 1, 1, d, d, 'held' FROM \
               (SELECT '2017-01-30' AS d UNION SELECT '2017-02-06'); \
             INSERT INTO attendance(session_id, client_id, enrolment_id, mark) SELECT id, {who}, {who}, 'no_show' FROM session"
        ),
        12 => format!("INSERT INTO meeting(episode_id, kind, held) VALUES({who}, 'final', '{on}')"),
        _ => format!("UPDATE activity SET agreed_to = '{on}', capacity_max = {who}"),
    }
}

fn any_deed() -> impl Strategy<Value = (u8, u8, u64)> {
    (any::<u8>(), any::<u8>(), 0u64..400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_place_tells_the_same(deeds in prop::collection::vec(any_deed(), 1..24), put_off in any::<prop::sample::Index>()) {
        let mut small = Small::made();
        for (kind, who, days) in deeds {
            let sql = deed(kind, who, today() - Days::new(250) + Days::new(days));
            let _ = small.store.write(|tx| Ok(tx.execute_batch(&sql)?));
        }
        let first = small.store.due_lines(today()).unwrap();
        prop_assert!(!first.is_empty(), "somebody's register is always open");
        let line = put_off.get(&first);
        let snooze = Change::Snooze { which: line.into(), until: today() + Days::new(3), reason: "Myöhemmin".into() };
        small.store.change(&snooze, None).unwrap();

        let all = small.store.due_lines(today()).unwrap();
        let expected: Vec<Told> = all.iter().map(told).collect();
        prop_assert_eq!(all.iter().filter(|line| line.is_away(today())).count(), 1);
        prop_assert!(all.windows(2).all(|pair| pair[0].day <= pair[1].day));
        let keys: std::collections::HashSet<_> = all.iter().map(|line| (line.rule.key, line.key(), line.day)).collect();
        prop_assert_eq!(keys.len(), all.len(), "a key names one line");

        let Ok(Answer::Due(due)) = small.store.answer(&Query::Due { today: today() }) else { panic!("due lines") };
        prop_assert_eq!(due.iter().map(told).collect::<Vec<_>>(), expected.clone());
        let whole = Query::Today { today: today(), everyone: true };
        let Ok(Answer::Today(data)) = small.store.answer(&whole) else { panic!("today") };
        prop_assert_eq!(data.due.iter().map(told).collect::<Vec<_>>(), expected);
        for worker in small.workers {
            small.store.sign_in(worker);
            let own = Query::Today { today: today(), everyone: false };
            let Ok(Answer::Today(data)) = small.store.answer(&own) else { panic!("today") };
            let theirs = all.iter().filter(|line| line.subject.worker.is_none_or(|other| other == worker));
            prop_assert_eq!(data.due.iter().map(told).collect::<Vec<_>>(), theirs.map(told).collect::<Vec<_>>());
        }

        let mut next: HashMap<ClientId, Told> = HashMap::new();
        for client in &small.clients {
            let Ok(Answer::Card(card)) = small.store.answer(&Query::Card { client: *client, today: today() }) else {
                panic!("a card")
            };
            let mut own: Vec<Told> = all.iter().filter(|line| of(line) == Some(*client)).map(told).collect();
            let mut shown: Vec<Told> = card.due.iter().map(told).collect();
            own.sort();
            shown.sort();
            prop_assert_eq!(shown, own, "the card of {:?}", client);
            let there = || all.iter().filter(|line| of(line) == Some(*client) && !line.is_away(today()));
            let first = there().find(|line| !line.rule.notice).or_else(|| there().next());
            next.extend(first.map(|line| (*client, told(line))));
        }
        let clients = Query::Clients { scope: Scope::All, today: today() };
        let Ok(Answer::Clients(list)) = small.store.answer(&clients) else { panic!("clients") };
        let listed: HashMap<ClientId, Told> =
            list.iter().filter_map(|line| Some((line.id, told(line.next.as_ref()?)))).collect();
        prop_assert_eq!(listed, next);

        let words = Words::new(Lang::Fi);
        let calendar = ics::export_due(&small.store, &all, &words, today()).unwrap();
        let events = |name: &str| calendar.lines().filter(|line| line.starts_with(name)).count();
        prop_assert_eq!((events("BEGIN:VEVENT"), events("DTSTART;VALUE=DATE:")), (all.len(), all.len()));
        let uids: std::collections::HashSet<&str> = calendar.lines().filter(|line| line.starts_with("UID")).collect();
        prop_assert!(!calendar.contains("Suku"), "{}", calendar);
        prop_assert!(uids.len() == all.iter().map(|line| (line.rule.key, line.key())).collect::<std::collections::HashSet<_>>().len());
        let lists = Lists::read(small.store.reader()).unwrap();
        prop_assert_eq!(rows(&all, today(), &lists, &words).len(), all.len());
    }
}

/// One rule more than the table has: a word from us within three days of becoming pending.
static ONE_MORE: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let more = Rule {
        key: "try-out",
        ground: Ground::Practice,
        source: None,
        notice: false,
        day: |fact, _| match fact {
            Fact::Pending { since } => Some(*since + Days::new(3)),
            _ => None,
        },
        ahead: None,
        rolls: false,
    };
    RULES.iter().copied().chain([more]).collect()
});

#[test]
fn a_rule_that_is_added_appears_everywhere_without_another_edit() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>1").does_not_see("try out");
    driver.store().go_by(&ONE_MORE);
    driver.keys("<f5>").sees("try out").sees("to 9.2.");
    driver.keys("2").sees("9.2.").sees("try out");
    driver.keys("<enter>").sees("Määräajat").sees("try out");
    driver.keys("/virt").sees("to 9.2. try out").keys("<esc>");
    driver.keys("4").sees("try out");

    let words = Words::new(Lang::Fi);
    let lines = driver.store().due_lines(TODAY).unwrap();
    let calendar = ics::export_due(driver.store(), &lines, &words, TODAY).unwrap();
    assert!(calendar.contains("SUMMARY:try out: V.A.\r\n") && calendar.contains("DTSTART;VALUE=DATE:20170209\r\n"));
    let mut out = Vec::new();
    let me = driver.store().worker();
    rinnalla::commands::due::Due::default().show(driver.store(), me, &words, TODAY, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("try out"));
}

/// *Reviews*, of the whole team, row by row in a window that it fits in.
#[test]
fn reviews_shows_every_line_of_the_team() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let mut driver = Driver::start(Content::Demo, lang, (120, 400));
        let lines = driver.store().due_lines(TODAY).unwrap();
        driver.keys("4o");
        let screen = driver.screen();
        let mut rows = screen.lines().skip(2);
        for line in &lines {
            let row = rows.next().unwrap();
            let name = line.subject.client.as_ref().map(|(_, name)| name.as_str());
            let name = name.or(line.subject.activity.as_ref().map(|(_, name)| name.as_str())).unwrap();
            let name: String = name.chars().take(27).collect();
            assert!(row.contains(&name) && row.contains(&show_day(line.day)), "{name} in {row:?}");
        }
        let rest = rows.next().unwrap_or_default();
        assert!(!rest.contains(" pv"), "{rest}");
    }
}
