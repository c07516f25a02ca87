//! Every figure of every report against a plain recount over random histories; and what lies behind each of them.

#[path = "support/twins.rs"]
pub mod twins;
#[path = "support/world.rs"]
pub mod world;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use rinnalla::domain::activity::Tier;
use rinnalla::domain::dates::age;
use rinnalla::domain::ids::WorkerId;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::reports::{Asked, Behind, Line, Name, Report, Span, Spot, Table, Unit, Value};
use rinnalla::store::change::Change;
use rinnalla::store::{merging, reports};
use world::{Activity, Episode, Mark, RESTRICTED, STEP, Session, Spell, WORKERS, World, day};

/// What is asked for, by numbers.
#[derive(Debug, Clone, Copy)]
struct Cut {
    from: i64,
    to: i64,
    today: i64,
    worker: Option<i64>,
    tier: Option<&'static str>,
    theme: Option<&'static str>,
}

fn any_cut() -> impl Strategy<Value = Cut> {
    let tiers = prop::sample::select(vec!["own", "purchased_basic", "purchased_tailored", "partnership"]);
    let themes = prop::sample::select(vec!["everyday", "health"]);
    let narrow = (
        prop::option::weighted(0.3, 1..=WORKERS),
        prop::option::weighted(0.3, tiers),
        prop::option::weighted(0.3, themes),
    );
    (0..50_i64, 0..40_i64, 0..60_i64, narrow).prop_map(|(from, long, today, (worker, tier, theme))| Cut {
        from: from * STEP,
        to: (from + long) * STEP,
        today: today * STEP,
        worker,
        tier,
        theme,
    })
}

impl Cut {
    fn asked(self) -> Asked {
        Asked {
            span: Span { from: day(self.from), to: day(self.to) },
            today: day(self.today),
            worker: self.worker.map(WorkerId),
            tier: self.tier.and_then(Tier::from_key),
            theme: self.theme.map(String::from),
        }
    }

    fn has(self, number: i64) -> bool {
        (self.from..=self.to).contains(&number)
    }

    /// Something from a day on, to another or without an end, touches the period.
    fn touches(self, starts: i64, ends: Option<i64>) -> bool {
        starts <= self.to && ends.is_none_or(|ends| ends >= self.from)
    }
}

// ------------------------------------------------------------------ the recount

type Place = (String, Option<String>, String);

/// What is counted on paper: ids a cell, and numbers.
#[derive(Default)]
struct Paper {
    rows: BTreeSet<Place>,
    ids: BTreeMap<(Place, &'static str), BTreeSet<i64>>,
    /// So much of so many: sums, rates, means.
    sums: BTreeMap<(Place, &'static str), BTreeMap<i64, i64>>,
}

impl Paper {
    fn row(&mut self, table: &str, part: Option<&str>, line: Option<String>) -> Place {
        let place = (table.to_string(), part.map(String::from), line.unwrap_or_default());
        self.rows.insert(place.clone());
        place
    }

    fn count(&mut self, place: &Place, column: &'static str, id: i64) {
        self.ids.entry((place.clone(), column)).or_default().insert(id);
    }

    fn sum(&mut self, place: &Place, column: &'static str, id: i64, n: i64) {
        self.sums.entry((place.clone(), column)).or_default().insert(id, n);
    }
}

struct Clerk<'a> {
    world: &'a World,
    cut: Cut,
}

const PLANNED: [&str; 3] = ["period_over", "goals_reached", "onward"];

impl Clerk<'_> {
    fn own(&self, client: i64) -> bool {
        let own = |worker: i64| {
            let mine = self.world.episodes.iter().filter(|episode| episode.client == client);
            mine.flat_map(|episode| &episode.own).any(|(by, from, to)| *by == worker && self.cut.touches(*from, *to))
        };
        self.cut.worker.is_none_or(own)
    }

    fn took(&self, client: i64) -> bool {
        let took = |tier: &str| {
            self.members().iter().any(|spell| spell.client == client && self.activity(spell.activity).tier == tier)
        };
        self.cut.tier.is_none_or(took)
    }

    fn has_goal(&self, client: i64) -> bool {
        let has = |theme: &str| {
            self.world.goals.iter().any(|goal| {
                goal.theme == Some(theme)
                    && self.episode(goal.episode).client == client
                    && self.cut.touches(goal.set, goal.ended)
            })
        };
        self.cut.theme.is_none_or(has)
    }

    fn person(&self, client: i64) -> bool {
        self.own(client) && self.took(client) && self.has_goal(client)
    }

    fn fits(&self, activity: &Activity) -> bool {
        self.cut.tier.is_none_or(|tier| activity.tier == tier)
            && self.cut.theme.is_none_or(|theme| activity.theme == Some(theme))
    }

    fn activity(&self, id: i64) -> &Activity {
        &self.world.activities[id as usize - 1]
    }

    fn episode(&self, id: i64) -> &Episode {
        // Where two records have become one, some numbers are gone.
        self.world.episodes.iter().find(|episode| episode.id == id).unwrap()
    }

    fn session(&self, id: i64) -> &Session {
        &self.world.sessions[id as usize - 1]
    }

    /// Memberships that touch the period.
    fn members(&self) -> Vec<&Spell> {
        let is = |spell: &&Spell| spell.state != "waiting" && self.cut.touches(spell.starts, spell.ends);
        self.world.spells.iter().filter(is).collect()
    }

    fn held(&self) -> Vec<&Session> {
        let is = |session: &&Session| {
            session.held && self.cut.has(session.day) && self.fits(self.activity(session.activity))
        };
        self.world.sessions.iter().filter(is).collect()
    }

    fn led(&self, session: &Session) -> bool {
        let lead = session.lead.or(self.activity(session.activity).lead);
        self.cut.worker.is_none_or(|worker| lead == Some(worker))
    }

    fn came(mark: &Mark) -> bool {
        matches!(mark.mark, "present" | "late")
    }

    fn onward(episode: &Episode) -> Option<&'static str> {
        // Of the outcomes used here, these two are onward paths as well.
        episode.onward.or(episode.outcome.filter(|outcome| ["ngo_open", "study"].contains(outcome)))
    }

    /// Each client's newest customership that was closed in the period.
    fn closings(&self) -> Vec<&Episode> {
        let closed = |episode: &&Episode| {
            episode.state == "closed"
                && episode.closed.is_some_and(|day| self.cut.has(day))
                && self.person(episode.client)
        };
        let mut newest: BTreeMap<i64, &Episode> = BTreeMap::new();
        for episode in self.world.episodes.iter().filter(closed) {
            let best = newest.entry(episode.client).or_insert(episode);
            if (episode.closed, episode.id) > (best.closed, best.id) {
                *best = episode;
            }
        }
        newest.into_values().collect()
    }

    // -------------------------------------------------------------- report by report

    fn participation(&self, paper: &mut Paper) {
        let held: Vec<i64> = self.held().iter().map(|session| session.id).collect();
        let members: Vec<(i64, i64, i64)> =
            self.members().iter().map(|spell| (spell.id, spell.activity, spell.client)).collect();
        let used: Vec<&Activity> = self
            .world
            .activities
            .iter()
            .filter(|activity| {
                let met = held.iter().any(|id| self.session(*id).activity == activity.id);
                self.fits(activity) && (met || members.iter().any(|(_, of, _)| *of == activity.id))
            })
            .collect();
        for activity in &used {
            let part = match activity.tier {
                "own" => "word:own",
                "partnership" => "word:cooperation",
                "general" => "word:general",
                _ => "word:purchased",
            };
            let alike =
                used.iter().filter(|other| (other.tier, other.service) == (activity.tier, activity.service)).count();
            let line = match activity.service {
                None => format!("name:{}", activity.name),
                Some(service) if activity.tier == "purchased_tailored" && alike > 1 => {
                    format!("services:{alike}:{service}")
                }
                Some(service) => format!("service:{service}"),
            };
            let own = |client: &i64| self.own(*client);
            let spells: Vec<_> = members.iter().filter(|(_, of, client)| *of == activity.id && own(client)).collect();
            let sessions: Vec<&Session> =
                held.iter().map(|id| self.session(*id)).filter(|session| session.activity == activity.id).collect();
            let visits: Vec<&Mark> = self
                .world
                .marks
                .iter()
                .filter(|mark| {
                    sessions.iter().any(|session| session.id == mark.session) && Self::came(mark) && own(&mark.client)
                })
                .collect();
            let heads: Vec<(i64, i64)> = sessions
                .iter()
                .filter(|session| self.led(session))
                .filter_map(|session| Some((session.id, session.heads?)))
                .collect();
            if spells.is_empty() && visits.is_empty() && heads.is_empty() {
                continue;
            }
            let tier = format!("tier:{}", activity.tier);
            for place in [paper.row("services", Some(part), Some(line)), paper.row("tiers", None, Some(tier))] {
                for (id, _, client) in &spells {
                    paper.count(&place, "participations", *id);
                    paper.count(&place, "persons", *client);
                }
                for mark in &visits {
                    paper.count(&place, "visits", mark.id);
                    paper.count(&place, "persons", mark.client);
                }
                for (id, count) in &heads {
                    paper.sum(&place, "heads", *id, *count);
                }
            }
        }
        let gone: Vec<(i64, &str)> =
            self.closings().iter().filter_map(|episode| Some((episode.client, Self::onward(episode)?))).collect();
        for (client, path) in gone.into_iter().filter(|(_, path)| *path != "none") {
            let place = paper.row("services", Some("word:onward"), Some(format!("onward:{path}")));
            paper.count(&place, "persons", client);
        }
        for episode in &self.world.episodes {
            if self.cut.touches(episode.pending, episode.closed) && self.person(episode.client) {
                let place = paper.row("services", Some("word:registered"), Some("asof:project".into()));
                paper.count(&place, "persons", episode.client);
            }
        }
    }

    fn outcomes(&self, paper: &mut Paper) {
        let closings: Vec<_> = self
            .closings()
            .iter()
            .map(|episode| (episode.id, episode.outcome, episode.reason, Self::onward(episode)))
            .collect();
        for (id, outcome, reason, onward) in closings {
            for (table, key) in [("outcome", outcome), ("close_reason", reason), ("onward", onward)] {
                let place = paper.row(table, None, key.map(|key| format!("{table}:{key}")));
                paper.count(&place, "persons", id);
            }
        }
    }

    fn profile(&self, paper: &mut Paper) {
        let mut newest: BTreeMap<i64, &Episode> = BTreeMap::new();
        for episode in &self.world.episodes {
            let counts = episode.opened.is_some_and(|opened| self.cut.touches(opened, episode.closed));
            if counts && self.person(episode.client) {
                let best = newest.entry(episode.client).or_insert(episode);
                if (episode.opened, episode.id) > (best.opened, best.id) {
                    *best = episode;
                }
            }
        }
        for (client, episode) in newest {
            let own = &self.world.clients[client as usize - 1];
            let band = |on: NaiveDate| {
                own.birth.map(|birth| {
                    match age(birth, on) {
                        0..=17 => "age:0-17",
                        18..=24 => "age:18-24",
                        25..=29 => "age:25-29",
                        30..=54 => "age:30-54",
                        _ => "age:55",
                    }
                    .to_string()
                })
            };
            let coded = |list: &str, key: Option<&str>| key.map(|key| format!("{list}:{key}"));
            let same = |line: Option<String>| (line.clone(), line);
            let opened = episode.opened.unwrap();
            let lines = [
                ("age", (band(day(opened)), band(day(self.cut.to)))),
                ("gender", (coded("gender", own.gender), coded("gender", own.gender_now.or(own.gender)))),
                ("education", (coded("education", own.education), coded("education", own.later.or(own.education)))),
                ("employment", same(None)),
                ("benefit", same(None)),
                ("household", same(None)),
                ("referrer", same(coded("referrer", episode.referrer))),
            ];
            for (field, (start, now)) in lines {
                let part = format!("word:{field}");
                let place = paper.row("profile", Some(&part), start);
                paper.count(&place, "start", client);
                let place = paper.row("profile", Some(&part), now);
                paper.count(&place, "now", client);
            }
        }
    }

    fn visits(&self, paper: &mut Paper) {
        let held: Vec<i64> = self.held().iter().map(|session| session.id).collect();
        for id in held {
            let session = self.session(id);
            let monday = day(session.day) - Days::new(u64::from(day(session.day).weekday().num_days_from_monday()));
            let (name, week) = (format!("name:{}", self.activity(session.activity).name), format!("week:{monday}"));
            let (led, heads, on) = (self.led(session), session.heads, session.day);
            let marks: Vec<&Mark> =
                self.world.marks.iter().filter(|mark| mark.session == id && self.own(mark.client)).collect();
            if !led && marks.is_empty() {
                continue;
            }
            let places = [
                paper.row("visits", None, Some(name.clone())),
                paper.row("weeks", None, Some(week.clone())),
                paper.row("activity-weeks", Some(&name), Some(week)),
            ];
            for place in places {
                if led {
                    paper.count(&place, "sessions", id);
                    heads.into_iter().for_each(|heads| paper.sum(&place, "heads", id, heads));
                }
                for mark in &marks {
                    if Self::came(mark) {
                        paper.count(&place, "visits", mark.id);
                        paper.count(&place, "persons", mark.client);
                    }
                    let spell = mark.spell.and_then(|spell| self.world.spells.iter().find(|known| known.id == spell));
                    let inside =
                        spell.is_some_and(|spell| spell.starts <= on && spell.ends.is_none_or(|ends| ends >= on));
                    if inside && mark.mark != "excused" {
                        paper.sum(&place, "rate", mark.id, i64::from(Self::came(mark)));
                    }
                }
            }
        }
    }

    fn reviews(&self, paper: &mut Paper) {
        let theme = |theme: Option<&str>| self.cut.theme.is_none_or(|wanted| theme == Some(wanted));
        for review in &self.world.reviews {
            let goal = &self.world.goals[review.goal as usize - 1];
            let client = self.episode(goal.episode).client;
            let first = review.first_due.unwrap_or(review.due);
            if review.state == "cancelled" || !self.cut.has(first) || !theme(goal.theme) {
                continue;
            }
            if !self.own(client) || !self.took(client) {
                continue;
            }
            let line = match review.held {
                Some(held) if held <= first => "on-time",
                Some(_) => "late",
                None if review.due > self.cut.today => "to-come",
                None => "not-held",
            };
            let place = paper.row("reviews", None, Some(format!("word:{line}")));
            paper.count(&place, "reviews", review.id);
        }
        for goal in &self.world.goals {
            let client = self.episode(goal.episode).client;
            let counts = self.cut.touches(goal.set, goal.ended) && theme(goal.theme);
            if !counts || !self.own(client) || !self.took(client) {
                continue;
            }
            let place = paper.row("goals", None, goal.theme.map(|theme| format!("theme:{theme}")));
            paper.count(&place, "goals", goal.id);
            if goal.ended.is_some_and(|ended| ended <= self.cut.to) {
                paper.count(&place, goal.state, goal.id);
                if goal.state != "dropped" {
                    paper.sum(&place, "reached", goal.id, i64::from(goal.state == "achieved"));
                }
            }
        }
        for client in 1..=self.world.clients.len() as i64 {
            for (instrument, part) in [("work-ability", "total"), ("kykyviisari", "mind")] {
                let mut own: Vec<_> = self
                    .world
                    .scores
                    .iter()
                    .filter(|score| (score.client, score.instrument, score.part) == (client, instrument, part))
                    .filter(|score| score.day <= self.cut.to)
                    .collect();
                own.sort_by_key(|score| score.day);
                let [first, .., last] = own.as_slice() else { continue };
                if last.day < self.cut.from || !self.person(client) {
                    continue;
                }
                let (part, line) = (format!("instrument:{instrument}"), Some(format!("score:{part}")));
                let place = paper.row("measures", Some(&part), line);
                paper.count(&place, "persons", last.id);
                paper.sum(&place, "first", last.id, first.tenths);
                paper.sum(&place, "last", last.id, last.tenths);
                paper.sum(&place, "change", last.id, last.tenths - first.tenths);
            }
        }
    }

    fn dropouts(&self, paper: &mut Paper) {
        for spell in &self.world.spells {
            let (Some(ends), "ended") = (spell.ends, spell.state) else { continue };
            if !self.cut.has(ends) || !self.fits(self.activity(spell.activity)) || !self.own(spell.client) {
                continue;
            }
            let early = spell.reason.is_none_or(|reason| !PLANNED.contains(&reason));
            let name = format!("name:{}", self.activity(spell.activity).name);
            let place = paper.row("dropouts", None, Some(name));
            paper.count(&place, "ended", spell.id);
            paper.sum(&place, "early_rate", spell.id, i64::from(early));
            if !early {
                continue;
            }
            paper.count(&place, "early", spell.id);
            let reason = spell.reason.map(|reason| format!("end_reason:{reason}"));
            let place = paper.row("end_reason", None, reason);
            paper.count(&place, "early", spell.id);
            let place = paper.row("became", None, Some(self.fate(spell, ends)));
            paper.count(&place, "early", spell.id);
        }
    }

    fn fate(&self, spell: &Spell, ends: i64) -> String {
        let mine = self.world.episodes.iter().filter(|episode| episode.client == spell.client);
        let newest =
            mine.filter(|episode| episode.pending <= self.cut.to).max_by_key(|episode| (episode.pending, episode.id));
        let elsewhere = self.world.spells.iter().any(|other| {
            (other.client, other.id != spell.id, other.state != "waiting") == (spell.client, true, true)
                && other.starts <= self.cut.to
                && other.ends.is_none_or(|other| other > ends)
        });
        match newest {
            Some(episode) if episode.closed.is_some_and(|closed| closed <= self.cut.to) => {
                episode.outcome.map_or("word:not-a-client".to_string(), |outcome| format!("outcome:{outcome}"))
            }
            _ if elsewhere => "word:other-activity".into(),
            Some(_) => "word:goes-on".into(),
            None => "word:not-a-client".into(),
        }
    }

    fn caseload(&self, paper: &mut Paper) {
        let to = self.cut.to;
        for episode in &self.world.episodes {
            if !self.cut.touches(episode.pending, episode.closed)
                || !self.took(episode.client)
                || !self.has_goal(episode.client)
            {
                continue;
            }
            let known = episode.own.iter().filter(|(_, from, _)| *from <= to);
            let last = known.max_by_key(|(_, from, _)| *from);
            let until = episode.closed.map_or(to, |closed| closed.min(to));
            let worker = last.filter(|(_, _, ends)| ends.is_none_or(|ends| ends >= until)).map(|(worker, ..)| *worker);
            if self.cut.worker.is_some_and(|wanted| worker != Some(wanted)) {
                continue;
            }
            let line = worker.map_or("word:no-worker".into(), |worker| format!("worker:{worker}"));
            let place = paper.row("caseload", None, Some(line));
            let still = episode.closed.is_none_or(|closed| closed > to);
            let opened = episode.opened.filter(|opened| *opened <= to);
            let id = episode.id;
            if opened.is_some() && still {
                paper.count(&place, "active", id);
            }
            if opened.is_none() && still {
                paper.count(&place, "waiting", id);
            }
            if episode.opened.is_some_and(|opened| self.cut.has(opened)) {
                paper.count(&place, "new", id);
            }
            if episode.state == "closed" && episode.closed.is_some_and(|closed| self.cut.has(closed)) {
                paper.count(&place, "closed", id);
            }
            let spells =
                self.world.spells.iter().filter(|spell| spell.client == episode.client && spell.state != "waiting");
            let spells = spells
                .map(|spell| spell.starts)
                .filter(|starts| *starts >= episode.pending && episode.closed.is_none_or(|closed| *starts <= closed));
            if let Some(began) = episode.began.or(spells.min()).filter(|began| self.cut.has(*began)) {
                paper.count(&place, "executed", id);
                paper.sum(&place, "days", id, 10 * (began - episode.pending));
            }
        }
    }

    fn meters(&self, paper: &mut Paper) {
        let held: Vec<i64> = self.held().iter().map(|session| session.id).collect();
        let members: Vec<(i64, i64)> = self
            .members()
            .iter()
            .filter(|spell| self.fits(self.activity(spell.activity)) && self.own(spell.client))
            .map(|spell| (spell.activity, spell.client))
            .collect();
        for activity in &self.world.activities {
            let name = Some(format!("name:{}", activity.name));
            for session in held.iter().map(|id| self.session(*id)).filter(|session| session.activity == activity.id) {
                let marks = self.world.marks.iter().filter(|mark| mark.session == session.id && Self::came(mark));
                let marks: Vec<i64> = marks.filter(|mark| self.own(mark.client)).map(|mark| mark.id).collect();
                let led = self.led(session);
                if !led && marks.is_empty() {
                    continue;
                }
                let place = paper.row("meters", None, name.clone());
                if led {
                    paper.count(&place, "sessions", session.id);
                    session.heads.into_iter().for_each(|heads| paper.sum(&place, "heads", session.id, heads));
                }
                marks.into_iter().for_each(|mark| paper.count(&place, "visits", mark));
            }
            for (_, client) in members.iter().filter(|(of, _)| *of == activity.id) {
                let place = paper.row("meters", None, name.clone());
                paper.count(&place, "members", *client);
                for plan in &self.world.plans {
                    let episode = self.episode(plan.episode);
                    if episode.client != *client {
                        continue;
                    }
                    if plan.version == 1 && self.cut.has(plan.made) {
                        paper.count(&place, "plans", plan.id);
                    }
                    let newest = self.world.plans.iter().filter(|other| other.episode == plan.episode);
                    let is_newest = newest.map(|other| other.version).max() == Some(plan.version);
                    let over = episode.state == "closed" && episode.closed.is_some_and(|closed| self.cut.has(closed));
                    if is_newest && over {
                        let goals = || self.world.goals.iter().filter(|goal| goal.episode == episode.id);
                        let came_true = goals().all(|goal| ["achieved", "partly"].contains(&goal.state));
                        let fulfilled = goals().count() > 0 && came_true;
                        paper.sum(&place, "fulfilled", plan.id, i64::from(fulfilled));
                    }
                }
            }
            for spell in
                self.world.spells.iter().filter(|spell| spell.activity == activity.id && spell.state == "ended")
            {
                let early = spell.reason.is_none_or(|reason| !PLANNED.contains(&reason));
                let counts =
                    spell.ends.is_some_and(|ends| self.cut.has(ends)) && self.fits(activity) && self.own(spell.client);
                if early && counts {
                    let place = paper.row("meters", None, name.clone());
                    paper.count(&place, "early", spell.id);
                }
            }
        }
    }

    fn count(&self, name: Name) -> Paper {
        let mut paper = Paper::default();
        match name {
            Name::Participation => self.participation(&mut paper),
            Name::Outcomes => self.outcomes(&mut paper),
            Name::Profile => self.profile(&mut paper),
            Name::Visits => self.visits(&mut paper),
            Name::Reviews => self.reviews(&mut paper),
            Name::Dropouts => self.dropouts(&mut paper),
            Name::Caseload => self.caseload(&mut paper),
            Name::Meters => {
                self.dropouts(&mut paper);
                paper.rows.retain(|(table, ..)| table == "became");
                self.meters(&mut paper);
            }
        }
        paper
    }
}

// ------------------------------------------------------------------ comparing

type Checked = Result<(), TestCaseError>;

fn nearest(sum: i64, of: i64) -> i64 {
    (sum as f64 / of as f64).abs().mul_add(1.0, 1e-9).round() as i64 * sum.signum()
}

/// The totals that add their rows up; in the others everything is counted once.
const ADDED: [&str; 10] = [
    "services",
    "outcome",
    "close_reason",
    "onward",
    "profile",
    "reviews",
    "goals",
    "dropouts",
    "became",
    "end_reason",
];

fn expected(paper: &Paper, table: &Table, column: usize, places: &[Place], is_total: bool) -> Value {
    let (key, unit) = (table.columns[column].key, table.columns[column].unit);
    let added = is_total && (ADDED.contains(&table.key) || table.key == "caseload");
    let sums: Vec<(i64, i64)> = places
        .iter()
        .filter_map(|place| paper.sums.get(&(place.clone(), key)))
        .flat_map(|own| own.iter().map(|(id, n)| (*id, *n)))
        .collect();
    let sums: Vec<(i64, i64)> = if added { sums } else { BTreeSet::from_iter(sums).into_iter().collect() };
    let (sum, of) = (sums.iter().map(|(_, n)| n).sum::<i64>(), sums.len() as i64);
    let ids = places.iter().filter_map(|place| paper.ids.get(&(place.clone(), key)));
    match unit {
        Unit::Count if key == "heads" && sums.is_empty() => Value::Unknown,
        Unit::Count if key == "heads" => Value::Count(sum),
        Unit::Count if added => Value::Count(ids.map(|ids| ids.len() as i64).sum()),
        Unit::Count => Value::Count(ids.flatten().collect::<BTreeSet<_>>().len() as i64),
        Unit::Rate if of == 0 => Value::Unknown,
        Unit::Rate => Value::Rate(u32::try_from(nearest(sum * 100, of)).unwrap()),
        Unit::Mean if of == 0 => Value::Unknown,
        Unit::Mean => Value::Mean(nearest(sum, of)),
        Unit::Share => unreachable!("compared by its sum"),
    }
}

fn text(line: &Line) -> String {
    match line {
        Line::Of(text) => text.clone(),
        Line::NotTold => String::new(),
        Line::Total => "TOTAL".into(),
    }
}

fn table_agrees(paper: &Paper, table: &Table, at: &str) -> Checked {
    let own: BTreeSet<&Place> = paper.rows.iter().filter(|(name, ..)| name == table.key).collect();
    let shown: BTreeSet<Place> = table
        .rows
        .iter()
        .filter(|row| row.line != Line::Total)
        .map(|row| (table.key.to_string(), row.part.as_ref().map(text), text(&row.line)))
        .collect();
    prop_assert_eq!(shown.iter().collect::<BTreeSet<_>>(), own, "{}", at);
    for row in &table.rows {
        let part = row.part.as_ref().map(text);
        let is_total = row.line == Line::Total;
        let of_part = shown.iter().filter(|(_, own, line)| *own == part && (is_total || *line == text(&row.line)));
        let places: Vec<Place> = of_part.cloned().collect();
        let people_only = table.key == "services" && matches!(part.as_deref(), Some("word:onward" | "word:registered"));
        for (column, figure) in row.figures.iter().enumerate() {
            if table.columns[column].unit == Unit::Share {
                continue;
            }
            let expected = match people_only && column > 0 {
                true => Value::Unknown,
                false => expected(paper, table, column, &places, is_total),
            };
            let what = format!("{at}: {} {:?} {:?} {}", table.key, part, row.line, table.columns[column].key);
            prop_assert_eq!(figure.value, expected, "{}", what);
        }
    }
    Ok(())
}

fn shares_add_up(table: &Table) -> Checked {
    for part in table.chunks() {
        for (at, _) in table.columns.iter().enumerate().filter(|(_, column)| column.unit == Unit::Share) {
            let shares: Vec<i64> = part
                .iter()
                .filter(|row| row.line != Line::Total)
                .filter_map(|row| match row.figures[at].value {
                    Value::Share(tenths) => Some(tenths),
                    _ => None,
                })
                .collect();
            prop_assert!(shares.is_empty() || shares.iter().sum::<i64>() == 1000, "{:?}", shares);
        }
    }
    Ok(())
}

/// Exactly as many lie behind a figure as it says; and they make it up.
fn behind_agrees(world: &rinnalla::store::Store, report: &Report) -> Checked {
    for table in &report.tables {
        for row in &table.rows {
            for (column, figure) in row.figures.iter().enumerate() {
                let spot = Spot {
                    name: report.name,
                    table: table.key,
                    column,
                    part: row.part.clone(),
                    line: row.line.clone(),
                    scope: report.scope.clone(),
                };
                if figure.value == Value::Unknown {
                    continue;
                }
                let found: Vec<Behind> = reports::behind(world.reader(), &spot).unwrap();
                prop_assert_eq!(found.len() as i64, figure.behind, "{:?}", &spot);
                let unseen = |one: &Behind| one.client.as_ref().is_none_or(|(id, _)| id.0 != RESTRICTED);
                prop_assert!(found.iter().all(unseen), "totals count everybody, names are for those who may see them");
                let sum = || found.iter().filter_map(|one| one.number).sum::<i64>();
                match (figure.value, table.columns[column].key) {
                    (Value::Count(count), "heads") => prop_assert_eq!(sum(), count, "{:?}", &spot),
                    (Value::Count(count), _) => prop_assert_eq!(found.len() as i64, count, "{:?}", &spot),
                    (Value::Mean(mean), _) => prop_assert_eq!(nearest(sum(), found.len() as i64), mean, "{:?}", &spot),
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

/// What is not hidden is as it was; nothing small is left; and what is left does not give a small one away.
fn suppression_holds(report: &Report) -> Checked {
    let told = report.clone().suppressed(5);
    for (before, after) in report.tables.iter().zip(&told.tables) {
        for (before, after) in before.rows.iter().zip(&after.rows) {
            for (before, after) in before.figures.iter().zip(&after.figures) {
                prop_assert!(after.value == Value::Hidden || after.value == before.value);
                prop_assert!(!matches!(after.value, Value::Count(1..5)));
            }
        }
        for part in after.chunks() {
            for at in 0..after.columns.len() {
                let hidden =
                    part.iter().filter(|row| row.line != Line::Total && row.figures[at].value == Value::Hidden);
                let total = part.iter().find(|row| row.line == Line::Total).map(|row| row.figures[at].value);
                let is_count = after.columns[at].unit == Unit::Count;
                let alone = is_count && hidden.count() == 1 && matches!(total, Some(Value::Count(_)));
                prop_assert!(!alone, "one hidden figure beside its total: {} {}", after.key, after.columns[at].key);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_of_every_report_is_what_a_recount_gives(seed in any::<u64>(), cuts in prop::collection::vec(any_cut(), 2..9)) {
        let world = World::random(seed);
        let store = world.stored();
        for (at, cut) in cuts.into_iter().enumerate() {
            for name in Name::ALL {
                let report = reports::report(store.reader(), *name, &cut.asked()).unwrap();
                let paper = Clerk { world: &world, cut }.count(*name);
                for table in &report.tables {
                    table_agrees(&paper, table, name.key())?;
                    shares_add_up(table)?;
                }
                // Looking behind every figure takes the longest.
                if at == 0 {
                    behind_agrees(&store, &report)?;
                }
                suppression_holds(&report)?;
            }
        }
    }

    /// Two records have become one: no figure counts anybody twice, and none counts the shell that is left.
    #[test]
    fn every_figure_of_a_merged_record_is_what_a_recount_gives(seed in any::<u64>(), cuts in prop::collection::vec(any_cut(), 2..6)) {
        let before = World::random(seed);
        let mut store = before.stored();
        let mut rng = fastrand::Rng::with_seed(seed);
        let (kept, other) = twins::pick(&mut rng);
        let pair = merging::pair(store.reader(), kept, other).unwrap();
        let choices = twins::choices(&pair, &mut rng);
        store.change(&Change::Merge { pair: Box::new(pair), choices, day: day(300) }, None).unwrap();
        let world = World::of(&store, before);
        for cut in cuts {
            for name in Name::ALL {
                let report = reports::report(store.reader(), *name, &cut.asked()).unwrap();
                let paper = Clerk { world: &world, cut }.count(*name);
                for table in &report.tables {
                    table_agrees(&paper, table, name.key())?;
                }
            }
        }
    }
}
