-- Version 4: the way of a customership: what it came from, plan, decisions, goals on a scale, reviews held together,
-- measures; what a team has agreed on; due lines put off. A landed migration is never edited.

ALTER TABLE log ADD COLUMN reason TEXT;

ALTER TABLE client ADD COLUMN non_disclosure_until TEXT CHECK(non_disclosure_until IS date(non_disclosure_until));
CREATE INDEX client_non_disclosure ON client(non_disclosure_until) WHERE non_disclosure_until IS NOT NULL;

ALTER TABLE episode ADD COLUMN came_by TEXT;
ALTER TABLE episode ADD COLUMN consent_on TEXT CHECK(consent_on IS date(consent_on));
ALTER TABLE episode ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK(urgent IN(0,1));
ALTER TABLE episode ADD COLUMN need_clarified TEXT CHECK(need_clarified IS date(need_clarified));
ALTER TABLE episode ADD COLUMN service_began TEXT CHECK(service_began IS date(service_began));
ALTER TABLE episode ADD COLUMN onward TEXT;
ALTER TABLE episode ADD COLUMN final_waiver TEXT;
CREATE INDEX episode_waits ON episode(pending_since) WHERE service_began IS NULL AND state IN('pending','open','paused');
CREATE INDEX episode_urgent ON episode(pending_since) WHERE urgent = 1 AND need_clarified IS NULL;
-- Who was a client before the day was kept had the service from the first day.
DROP TRIGGER log_episode_update;
UPDATE episode SET service_began = opened WHERE opened IS NOT NULL;
UPDATE episode SET final_waiver = 'imported' WHERE state = 'closed';

ALTER TABLE goal ADD COLUMN means TEXT;
ALTER TABLE goal ADD COLUMN scale TEXT NOT NULL DEFAULT 'attainment' CHECK(scale IN('attainment','change'));
ALTER TABLE goal ADD COLUMN review_months INTEGER CHECK(review_months BETWEEN 1 AND 24);
ALTER TABLE goal ADD COLUMN drop_reason TEXT;

-- What the statistics call a service, whichever of its groups somebody has been in.
ALTER TABLE activity ADD COLUMN service TEXT;

CREATE TABLE meeting(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  kind       TEXT NOT NULL CHECK(kind IN('interim','final')),
  held       TEXT NOT NULL CHECK(held IS date(held)),
  took_part  TEXT,
  helped     TEXT,
  hindered   TEXT,
  summary    TEXT,
  rev        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meeting_by_episode ON meeting(episode_id);
CREATE UNIQUE INDEX one_final_meeting ON meeting(episode_id) WHERE kind = 'final';

ALTER TABLE review ADD COLUMN meeting_id INTEGER REFERENCES meeting(id);
ALTER TABLE review ADD COLUMN first_due TEXT CHECK(first_due IS date(first_due));
ALTER TABLE review ADD COLUMN postpone_reason TEXT;
ALTER TABLE review ADD COLUMN scale TEXT CHECK(scale IN('attainment','change'));
ALTER TABLE review ADD COLUMN client_score INTEGER
  CHECK(client_score IS NULL OR (client_score BETWEEN -2 AND 2 AND scale IS NOT NULL));
ALTER TABLE review ADD COLUMN worker_score INTEGER
  CHECK(worker_score IS NULL OR (worker_score BETWEEN -2 AND 2 AND scale IS NOT NULL));
CREATE INDEX review_by_meeting ON review(meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE plan(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  version    INTEGER NOT NULL CHECK(version > 0),
  state      TEXT NOT NULL CHECK(state IN('active','superseded','ended')),
  made_on    TEXT NOT NULL CHECK(made_on IS date(made_on)),
  strengths  TEXT,
  factors    TEXT,
  services   TEXT,
  rhythm     TEXT,
  agreed     TEXT,
  dissent    TEXT,
  review_on  TEXT CHECK(review_on IS date(review_on)),
  rev        INTEGER NOT NULL DEFAULT 1,
  UNIQUE(episode_id, version)
) STRICT;
CREATE UNIQUE INDEX one_active_plan ON plan(episode_id) WHERE state = 'active';
CREATE INDEX plan_by_review ON plan(review_on) WHERE state = 'active' AND review_on IS NOT NULL;

CREATE TABLE plan_goal(
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan(id),
  goal_id INTEGER NOT NULL REFERENCES goal(id),
  text    TEXT NOT NULL,
  rev     INTEGER NOT NULL DEFAULT 1,
  UNIQUE(plan_id, goal_id)
) STRICT;
CREATE INDEX plan_goal_by_goal ON plan_goal(goal_id);

CREATE TABLE decision(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  number     TEXT,
  about      TEXT NOT NULL CHECK(about <> ''),
  decided_on TEXT NOT NULL CHECK(decided_on IS date(decided_on)),
  valid_from TEXT NOT NULL CHECK(valid_from IS date(valid_from)),
  valid_to   TEXT CHECK(valid_to IS date(valid_to)),
  replaces   INTEGER UNIQUE REFERENCES decision(id),
  rev        INTEGER NOT NULL DEFAULT 1,
  CHECK(valid_to >= valid_from)
) STRICT;
CREATE INDEX decision_by_episode ON decision(episode_id);
CREATE INDEX decision_by_end ON decision(valid_to) WHERE valid_to IS NOT NULL;

CREATE TABLE measure(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id  INTEGER NOT NULL REFERENCES client(id),
  on_day     TEXT NOT NULL CHECK(on_day IS date(on_day)),
  instrument TEXT NOT NULL,
  part       TEXT NOT NULL,
  tenths     INTEGER NOT NULL CHECK(tenths >= 0),
  rev        INTEGER NOT NULL DEFAULT 1,
  UNIQUE(client_id, instrument, on_day, part)
) STRICT;

CREATE TABLE setting(
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  rev   INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE snooze(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rule      TEXT NOT NULL,
  target    TEXT NOT NULL,
  client_id INTEGER REFERENCES client(id),
  worker_id INTEGER NOT NULL REFERENCES worker(id),
  until     TEXT NOT NULL CHECK(until IS date(until)),
  reason    TEXT NOT NULL CHECK(reason <> ''),
  rev       INTEGER NOT NULL DEFAULT 1,
  UNIQUE(rule, target)
) STRICT;

ALTER TABLE note ADD COLUMN follow_up_for INTEGER REFERENCES worker(id);

-- What is over stays as it was. Taking back one's own change, and a correction that says why, are the only ways.
CREATE TRIGGER goal_over BEFORE UPDATE ON goal
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
CREATE TRIGGER episode_over BEFORE UPDATE ON episode
  WHEN OLD.state IN('closed','declined') AND log_undoes() IS NULL AND log_reason() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
CREATE TRIGGER review_over BEFORE UPDATE ON review
  WHEN OLD.state = 'done' AND log_undoes() IS NULL AND log_reason() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
CREATE TRIGGER meeting_over BEFORE UPDATE ON meeting
  WHEN log_undoes() IS NULL AND log_reason() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
-- What was held stays, too, once its customership is over.
CREATE TRIGGER meeting_stays BEFORE DELETE ON meeting
  WHEN (SELECT state FROM episode WHERE id = OLD.episode_id) IN('closed','declined')
  BEGIN SELECT RAISE(ABORT, 'over'); END;
CREATE TRIGGER plan_over BEFORE UPDATE ON plan
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

-- A customership ends with a final review, or with the reason why there is none.
CREATE TRIGGER episode_closing BEFORE UPDATE OF state ON episode
  WHEN NEW.state = 'closed' AND NEW.final_waiver IS NULL AND log_undoes() IS NULL
  AND NOT EXISTS (SELECT 1 FROM meeting WHERE episode_id = NEW.id AND kind = 'final')
  BEGIN SELECT RAISE(ABORT, 'no final review'); END;
CREATE TRIGGER episode_closed BEFORE INSERT ON episode
  WHEN NEW.state = 'closed' AND NEW.final_waiver IS NULL AND log_undoes() IS NULL
  BEGIN SELECT RAISE(ABORT, 'no final review'); END;
