//! A small team with a random past, in plain lists and in a file. Whoever recounts reads the lists, never the file.

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use rinnalla::domain::worker::Role;
use rinnalla::store::{Result, Store, workers};
use rusqlite::{Connection, Row, Transaction};

pub const WORKERS: i64 = 2;
const CLIENTS: i64 = 9;
/// Whom the signed-in worker may not see, though totals count everybody.
pub const RESTRICTED: i64 = 4;
const TIERS: [&str; 5] = ["own", "purchased_basic", "purchased_tailored", "partnership", "general"];
const THEMES: [&str; 2] = ["everyday", "health"];
/// How long the past is, in days.
const LONG: i64 = 300;

/// Everything happens on every fifth day, so that first and last days often meet.
pub const STEP: i64 = 5;

/// A day by its number.
pub fn day(number: i64) -> NaiveDate {
    "2016-05-02".parse::<NaiveDate>().unwrap() + Days::new(u64::try_from(number).unwrap())
}

pub struct Client {
    pub id: i64,
    pub birth: Option<NaiveDate>,
    /// Education at first, and since it was changed long after.
    pub education: Option<&'static str>,
    pub later: Option<&'static str>,
    pub gender: Option<&'static str>,
    /// Where another record has told it since.
    pub gender_now: Option<&'static str>,
}

pub struct Activity {
    pub id: i64,
    pub name: String,
    pub tier: &'static str,
    pub theme: Option<&'static str>,
    pub service: Option<&'static str>,
    pub lead: Option<i64>,
}

pub struct Spell {
    pub id: i64,
    pub activity: i64,
    pub client: i64,
    pub state: &'static str,
    pub starts: i64,
    pub ends: Option<i64>,
    pub reason: Option<&'static str>,
}

pub struct Session {
    pub id: i64,
    pub activity: i64,
    pub day: i64,
    pub held: bool,
    pub heads: Option<i64>,
    pub lead: Option<i64>,
}

pub struct Mark {
    pub id: i64,
    pub session: i64,
    pub client: i64,
    pub spell: Option<i64>,
    pub mark: &'static str,
}

pub struct Episode {
    pub id: i64,
    pub client: i64,
    pub state: &'static str,
    pub pending: i64,
    pub opened: Option<i64>,
    pub closed: Option<i64>,
    pub referrer: Option<&'static str>,
    pub reason: Option<&'static str>,
    pub outcome: Option<&'static str>,
    pub onward: Option<&'static str>,
    pub began: Option<i64>,
    /// Worker, from, to.
    pub own: Vec<(i64, i64, Option<i64>)>,
}

pub struct Goal {
    pub id: i64,
    pub episode: i64,
    pub theme: Option<&'static str>,
    pub set: i64,
    pub state: &'static str,
    pub ended: Option<i64>,
}

pub struct Review {
    pub id: i64,
    pub goal: i64,
    pub due: i64,
    pub first_due: Option<i64>,
    pub held: Option<i64>,
    pub state: &'static str,
}

pub struct Plan {
    pub id: i64,
    pub episode: i64,
    pub version: i64,
    pub made: i64,
}

pub struct Score {
    pub id: i64,
    pub client: i64,
    pub instrument: &'static str,
    pub part: &'static str,
    pub day: i64,
    pub tenths: i64,
}

/// Everything that has happened.
#[derive(Default)]
pub struct World {
    pub clients: Vec<Client>,
    pub activities: Vec<Activity>,
    pub spells: Vec<Spell>,
    pub sessions: Vec<Session>,
    pub marks: Vec<Mark>,
    pub episodes: Vec<Episode>,
    pub goals: Vec<Goal>,
    pub reviews: Vec<Review>,
    pub plans: Vec<Plan>,
    pub scores: Vec<Score>,
}

fn all<T>(conn: &Connection, sql: &str, read: impl Fn(&Row) -> T) -> Vec<T> {
    let mut query = conn.prepare(sql).unwrap();
    query.query_map([], |row| Ok(read(row))).unwrap().map(std::result::Result::unwrap).collect()
}

/// The value, half of the times.
fn maybe<T>(value: T, rng: &mut Rng) -> Option<T> {
    rng.bool().then_some(value)
}

fn one<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(0..of.len())]
}

impl World {
    /// The same seed is the same past.
    pub fn random(seed: u64) -> World {
        let mut rng = Rng::with_seed(seed);
        let mut world = World::default();
        world.people(&mut rng);
        world.programme(&mut rng);
        world.customerships(&mut rng);
        world.on_fewer_days();
        world
    }

    fn on_fewer_days(&mut self) {
        let down = |day: &mut i64| *day -= *day % STEP;
        for spell in &mut self.spells {
            down(&mut spell.starts);
            spell.ends.as_mut().map(down);
        }
        self.sessions.iter_mut().for_each(|session| down(&mut session.day));
        for episode in &mut self.episodes {
            down(&mut episode.pending);
            [&mut episode.opened, &mut episode.closed, &mut episode.began].into_iter().flatten().for_each(down);
            for (_, from, to) in &mut episode.own {
                down(from);
                to.as_mut().map(down);
            }
        }
        for goal in &mut self.goals {
            down(&mut goal.set);
            goal.ended.as_mut().map(down);
        }
        for review in &mut self.reviews {
            down(&mut review.due);
            [&mut review.first_due, &mut review.held].into_iter().flatten().for_each(down);
        }
        self.plans.iter_mut().for_each(|plan| down(&mut plan.made));
        self.scores.iter_mut().for_each(|score| down(&mut score.day));
    }

    fn people(&mut self, rng: &mut Rng) {
        for id in 1..=CLIENTS {
            let birth = "1960-01-01".parse::<NaiveDate>().unwrap() + Days::new(rng.u64(0..16_000));
            let education = maybe(one(rng, &["basic", "secondary"]), rng);
            let later = (rng.u8(0..4) == 0).then_some("higher");
            let gender = maybe(one(rng, &["female", "male"]), rng);
            self.clients.push(Client { id, birth: maybe(birth, rng), education, later, gender, gender_now: None });
        }
    }

    fn programme(&mut self, rng: &mut Rng) {
        for id in 1..=6 {
            let tier = one(rng, &TIERS);
            let service = one(rng, &[None, None, Some("everyday_group"), Some("tailored_groups")]);
            let theme = maybe(one(rng, &THEMES), rng);
            let lead = maybe(rng.i64(1..=WORKERS), rng);
            self.activities.push(Activity { id, name: format!("Ryhmä {id}"), tier, theme, service, lead });
            for client in 1..=CLIENTS {
                self.spells_of(id, client, rng);
            }
            for _ in 0..rng.u8(0..6) {
                self.session(id, rng);
            }
        }
    }

    fn spells_of(&mut self, activity: i64, client: i64, rng: &mut Rng) {
        let mut from = 0;
        for _ in 0..rng.u8(0..3) {
            let starts = rng.i64(from..from + 120);
            let ends = starts + rng.i64(0..60);
            let id = self.spells.len() as i64 + 1;
            let live = rng.u8(0..3) == 0;
            let reason = (!live).then(|| one(rng, &["period_over", "goals_reached", "client_declines", "other"]));
            let state = if live { one(rng, &["enrolled", "waiting"]) } else { "ended" };
            let ends = (!live || (state == "enrolled" && rng.bool())).then_some(ends);
            self.spells.push(Spell { id, activity, client, state, starts, ends, reason });
            if live {
                return;
            }
            from = ends.unwrap_or(starts) + STEP;
        }
    }

    fn session(&mut self, activity: i64, rng: &mut Rng) {
        let id = self.sessions.len() as i64 + 1;
        let (day, held) = (rng.i64(0..LONG), rng.u8(0..5) > 0);
        let heads = if held { one(rng, &[None, None, Some(0), Some(7)]) } else { None };
        let lead = maybe(rng.i64(1..=WORKERS), rng);
        self.sessions.push(Session { id, activity, day, held, heads, lead });
        for client in 1..=CLIENTS {
            if !held || rng.u8(0..3) == 0 {
                continue;
            }
            let spell = self.spells.iter().filter(|spell| spell.state != "waiting").find(|spell| {
                (spell.activity, spell.client) == (activity, client)
                    && spell.starts <= day
                    && spell.ends.is_none_or(|ends| ends >= day)
            });
            let spell = spell.map(|spell| spell.id);
            let mark = one(rng, &["present", "present", "late", "excused", "no_show"]);
            let mark = if spell.is_none() { "present" } else { mark };
            self.marks.push(Mark { id: self.marks.len() as i64 + 1, session: id, client, spell, mark });
        }
    }

    fn customerships(&mut self, rng: &mut Rng) {
        for client in 1..=CLIENTS {
            let mut from = 0;
            for _ in 0..rng.u8(0..3) {
                let id = self.episodes.len() as i64 + 1;
                let pending = from + rng.i64(0..90);
                let state = one(rng, &["pending", "open", "paused", "closed", "closed", "closed", "declined"]);
                let opened = (!matches!(state, "pending" | "declined")).then(|| pending + rng.i64(0..30));
                let over = matches!(state, "closed" | "declined");
                let closed = over.then(|| opened.unwrap_or(pending) + rng.i64(0..90));
                let began = opened.filter(|_| rng.bool()).map(|opened| opened + rng.i64(0..20));
                let reason = over.then(|| one(rng, &["goals_reached", "moved"]));
                let outcome = (state == "closed").then(|| one(rng, &["work", "moved", "ngo_open", "study"]));
                let onward = one(rng, &[None, None, Some("ngo_open"), Some("none")]).filter(|_| state == "closed");
                let own = self.own_workers(pending, closed, rng);
                let referrer = maybe(one(rng, &["kela", "self"]), rng);
                let episode = Episode {
                    id,
                    client,
                    state,
                    pending,
                    opened,
                    closed,
                    referrer,
                    reason,
                    outcome,
                    onward,
                    began,
                    own,
                };
                self.episodes.push(episode);
                self.work(id, rng);
                let Some(closed) = closed else { break };
                from = closed + STEP;
            }
            self.scored(client, rng);
        }
    }

    fn own_workers(&self, pending: i64, closed: Option<i64>, rng: &mut Rng) -> Vec<(i64, i64, Option<i64>)> {
        let first = rng.i64(1..=WORKERS);
        let change = pending + rng.i64(1..40);
        match rng.u8(0..4) {
            0 => Vec::new(),
            1 => vec![(first, pending, Some(change)), (3 - first, change, closed.map(|closed| closed.max(change)))],
            2 => vec![(first, pending, Some(change))],
            _ => vec![(first, pending, closed)],
        }
    }

    fn work(&mut self, episode: i64, rng: &mut Rng) {
        let Episode { pending, closed, .. } = self.episodes[episode as usize - 1];
        for version in 1..=rng.i64(0..3) {
            let made = pending + 10 * version;
            self.plans.push(Plan { id: self.plans.len() as i64 + 1, episode, version, made });
        }
        for _ in 0..rng.u8(0..3) {
            let id = self.goals.len() as i64 + 1;
            let set = pending + rng.i64(0..20);
            let state = if closed.is_some() || rng.bool() {
                one(rng, &["achieved", "achieved", "partly", "not_achieved", "dropped"])
            } else {
                "active"
            };
            let ended = (state != "active").then(|| set + rng.i64(0..80));
            let theme = maybe(one(rng, &THEMES), rng);
            self.goals.push(Goal { id, episode, theme, set, state, ended });
            let states = one(rng, &[&["done", "done"][..], &["done", "due"], &["cancelled", "due"], &["due"], &[]]);
            for state in states {
                let id_ = self.reviews.len() as i64 + 1;
                let due = set + rng.i64(10..90);
                let first_due = maybe(due - rng.i64(0..9), rng);
                let held = (*state == "done").then(|| due - 5 + rng.i64(0..10));
                self.reviews.push(Review { id: id_, goal: id, due, first_due, held, state });
            }
        }
    }

    fn scored(&mut self, client: i64, rng: &mut Rng) {
        for (instrument, part) in [("work-ability", "total"), ("kykyviisari", "mind")] {
            let mut on = 0;
            for _ in 0..rng.u8(0..4) {
                on += rng.i64(STEP..120);
                let id = self.scores.len() as i64 + 1;
                self.scores.push(Score { id, client, instrument, part, day: on, tenths: rng.i64(0..100) });
            }
        }
    }

    /// What a file has now, of a past that was this one once. Of a person there is also what was first known.
    pub fn of(store: &Store, before: World) -> World {
        let World { clients, activities, sessions, .. } = before;
        let since = |at: &str| (at.parse::<NaiveDate>().unwrap() - day(0)).num_days();
        let word = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        let conn = store.reader();
        let number = |row: &Row, at: usize| row.get::<_, i64>(at).unwrap();
        let told = |row: &Row, at: usize| row.get::<_, Option<String>>(at).unwrap().map(word);
        let days = |row: &Row, at: usize| row.get::<_, Option<String>>(at).unwrap().map(|text| since(&text));
        let mut world = World { activities, sessions, ..World::default() };
        for client in clients {
            let sql = format!("SELECT birth_date, education, gender FROM main.client WHERE id = {}", client.id);
            let row = |row: &Row| Ok((row.get(0)?, told(row, 1), told(row, 2)));
            let (birth, now, gender_now) = conn.query_row(&sql, [], row).unwrap();
            world.clients.push(Client { birth, later: now, gender_now, ..client });
        }
        world.spells = all(
            conn,
            "SELECT id, activity_id, client_id, state, coalesce(starts, queued_at), ends, end_reason FROM enrolment ORDER BY id",
            |row| Spell {
                id: number(row, 0),
                activity: number(row, 1),
                client: number(row, 2),
                state: told(row, 3).unwrap(),
                starts: days(row, 4).unwrap(),
                ends: days(row, 5),
                reason: told(row, 6),
            },
        );
        world.marks =
            all(conn, "SELECT id, session_id, client_id, enrolment_id, mark FROM attendance ORDER BY id", |row| Mark {
                id: number(row, 0),
                session: number(row, 1),
                client: number(row, 2),
                spell: row.get(3).unwrap(),
                mark: told(row, 4).unwrap(),
            });
        let own = |episode: i64| {
            let sql =
                format!("SELECT worker_id, starts, ends FROM assignment WHERE episode_id = {episode} ORDER BY id");
            all(conn, &sql, |row| (number(row, 0), days(row, 1).unwrap(), days(row, 2)))
        };
        world.episodes = all(
            conn,
            "SELECT id, client_id, state, pending_since, opened, closed, referrer, close_reason, outcome, onward, service_began FROM episode ORDER BY id",
            |row| Episode {
                id: number(row, 0),
                client: number(row, 1),
                state: told(row, 2).unwrap(),
                pending: days(row, 3).unwrap(),
                opened: days(row, 4),
                closed: days(row, 5),
                referrer: told(row, 6),
                reason: told(row, 7),
                outcome: told(row, 8),
                onward: told(row, 9),
                began: days(row, 10),
                own: own(number(row, 0)),
            },
        );
        world.goals =
            all(conn, "SELECT id, episode_id, theme, set_on, state, ended FROM goal ORDER BY id", |row| Goal {
                id: number(row, 0),
                episode: number(row, 1),
                theme: told(row, 2),
                set: days(row, 3).unwrap(),
                state: told(row, 4).unwrap(),
                ended: days(row, 5),
            });
        world.reviews =
            all(conn, "SELECT id, goal_id, due, first_due, held, state FROM review ORDER BY id", |row| Review {
                id: number(row, 0),
                goal: number(row, 1),
                due: days(row, 2).unwrap(),
                first_due: days(row, 3),
                held: days(row, 4),
                state: told(row, 5).unwrap(),
            });
        world.plans = all(conn, "SELECT id, episode_id, version, made_on FROM plan ORDER BY id", |row| Plan {
            id: number(row, 0),
            episode: number(row, 1),
            version: number(row, 2),
            made: days(row, 3).unwrap(),
        });
        world.scores =
            all(conn, "SELECT id, client_id, instrument, part, on_day, tenths FROM measure ORDER BY id", |row| Score {
                id: number(row, 0),
                client: number(row, 1),
                instrument: told(row, 2).unwrap(),
                part: told(row, 3).unwrap(),
                day: days(row, 4).unwrap(),
                tenths: number(row, 5),
            });
        world
    }

    /// The same in a file.
    pub fn stored(&self) -> Store {
        let mut store = Store::in_memory().unwrap();
        let [first, other] = store
            .write(|tx| {
                let first = workers::add(tx, "satu", "Satu Rantala", Role::Admin)?;
                workers::add(tx, "mikko", "Mikko Alanen", Role::Worker)?;
                Ok([first, workers::add(tx, "leena", "Leena Korpela", Role::Worker)?])
            })
            .unwrap();
        store.sign_in(first);
        store.write(|tx| self.write(tx)).unwrap();
        store
            .write(|tx| {
                let named = "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on) \
                    VALUES(?1, ?2, 'named', ?2, '2016-05-02')";
                tx.execute(named, (RESTRICTED, first))?;
                Ok(tx.execute("UPDATE main.client SET restricted = 1 WHERE id = ?1", [RESTRICTED])?)
            })
            .unwrap();
        // Who is nobody's own worker sees the restricted one nowhere.
        store.sign_in(other);
        store
    }

    fn write(&self, tx: &Transaction) -> Result<()> {
        for c in &self.clients {
            tx.execute(
                "INSERT INTO main.client(id, ref, family_name, given_name, sort_key, fold_key, birth_date, gender, education) \
                 VALUES(?1, ?1, 'Suku' || ?1, 'Aino', 'suku' || ?1, '', ?2, ?3, ?4)",
                (c.id, c.birth, c.gender, c.education),
            )?;
            if let Some(later) = c.later {
                // Twice, so that the first old value counts.
                tx.execute("UPDATE main.client SET education = 'basic' WHERE id = ?1", [c.id])?;
                tx.execute("UPDATE main.client SET education = ?2 WHERE id = ?1", (c.id, later))?;
            }
        }
        for a in &self.activities {
            tx.execute(
                "INSERT INTO activity(id, name, sort_key, fold_key, tier, kind, theme, service, lead_id) \
                 VALUES(?1, ?2, ?2, '', ?3, 'group', ?4, ?5, ?6)",
                (a.id, &a.name, a.tier, a.theme, a.service, a.lead),
            )?;
        }
        for s in &self.spells {
            let queued = (s.state == "waiting").then(|| day(s.starts));
            let starts = (s.state != "waiting").then(|| day(s.starts));
            tx.execute(
                "INSERT INTO enrolment(id, activity_id, client_id, state, queued_at, starts, ends, end_reason) \
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                (s.id, s.activity, s.client, s.state, queued, starts, s.ends.map(day), s.reason),
            )?;
        }
        for s in &self.sessions {
            let (state, reason) = if s.held { ("held", None) } else { ("not_held", Some("organisation")) };
            tx.execute(
                "INSERT INTO session(id, activity_id, on_day, state, not_held_reason, anon_count, lead_id) \
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (s.id, s.activity, day(s.day), state, reason, s.heads, s.lead),
            )?;
        }
        for m in &self.marks {
            tx.execute(
                "INSERT INTO attendance(id, session_id, client_id, enrolment_id, mark) VALUES(?1, ?2, ?3, ?4, ?5)",
                (m.id, m.session, m.client, m.spell, m.mark),
            )?;
        }
        self.write_customerships(tx)
    }

    fn write_customerships(&self, tx: &Transaction) -> Result<()> {
        for e in &self.episodes {
            tx.execute(
                "INSERT INTO episode(id, client_id, state, pending_since, opened, closed, referrer, close_reason, outcome, \
                 onward, service_began, final_waiver) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'imported')",
                rusqlite::params![
                    e.id,
                    e.client,
                    e.state,
                    day(e.pending),
                    e.opened.map(day),
                    e.closed.map(day),
                    e.referrer,
                    e.reason,
                    e.outcome,
                    e.onward,
                    e.began.map(day)
                ],
            )?;
            for (worker, from, to) in &e.own {
                tx.execute(
                    "INSERT INTO assignment(episode_id, worker_id, starts, ends) VALUES(?1, ?2, ?3, ?4)",
                    (e.id, worker, day(*from), to.map(day)),
                )?;
            }
        }
        for g in &self.goals {
            tx.execute(
                "INSERT INTO goal(id, episode_id, text, theme, set_on, state, ended) VALUES(?1, ?2, 'x', ?3, ?4, ?5, ?6)",
                (g.id, g.episode, g.theme, day(g.set), g.state, g.ended.map(day)),
            )?;
        }
        for r in &self.reviews {
            tx.execute(
                "INSERT INTO review(id, goal_id, due, first_due, held, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                (r.id, r.goal, day(r.due), r.first_due.map(day), r.held.map(day), r.state),
            )?;
        }
        for p in &self.plans {
            let newest =
                self.plans.iter().filter(|other| other.episode == p.episode).all(|other| other.version <= p.version);
            let state = if newest { "active" } else { "superseded" };
            tx.execute(
                "INSERT INTO plan(id, episode_id, version, state, made_on) VALUES(?1, ?2, ?3, ?4, ?5)",
                (p.id, p.episode, p.version, state, day(p.made)),
            )?;
        }
        for s in &self.scores {
            tx.execute(
                "INSERT INTO measure(id, client_id, on_day, instrument, part, tenths) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                (s.id, s.client, day(s.day), s.instrument, s.part, s.tenths),
            )?;
        }
        Ok(())
    }
}
