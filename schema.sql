-- Rinnalla's file, exactly as the newest migration leaves it (a test compares).
--
-- Dates are local ISO text (2017-02-06), times of day local wall clock (10:00), instants UTC text.
-- Every editable row has a rev that each change raises; a save names the rev it was made from. A row's id is never
-- used again, so that a draft or a form about a row that is gone cannot come to be about another.
-- *_key columns are made by the program: sort_key orders the Finnish way, fold_key is what the look-up reads.
-- Each table marked "logged" also has three triggers log_<table>_insert, _update and _delete, made from its
-- columns by src/store/log.rs; only a connection that says who is writing can run them.

-- ------------------------------------------------------------------ people

-- logged
CREATE TABLE worker(
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  login  TEXT NOT NULL UNIQUE,                -- the Unix account: getuid() looked up, never an environment variable
  name   TEXT NOT NULL,
  role   TEXT NOT NULL CHECK(role IN('worker','lead','admin','auditor')),
  active INTEGER NOT NULL DEFAULT 1 CHECK(active IN(0,1)),
  rev    INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Code lists are data, with a label in each language. logged
CREATE TABLE code(
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  list     TEXT NOT NULL,                     -- referrer, close_reason, outcome, theme, education, ...
  key      TEXT NOT NULL,
  fi       TEXT NOT NULL,
  sv       TEXT NOT NULL,
  en       TEXT NOT NULL,
  position INTEGER NOT NULL,
  active   INTEGER NOT NULL DEFAULT 1 CHECK(active IN(0,1)),
  rev      INTEGER NOT NULL DEFAULT 1,
  UNIQUE(list, key)
) STRICT;

-- logged
CREATE TABLE client(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  ref            TEXT NOT NULL UNIQUE,        -- the team's own reference, never an identity code
  family_name    TEXT NOT NULL CHECK(family_name <> ''),
  given_name     TEXT NOT NULL CHECK(given_name <> ''),
  sort_key       TEXT NOT NULL,
  fold_key       TEXT NOT NULL,
  birth_date     TEXT CHECK(birth_date IS date(birth_date)),
  phone          TEXT,
  email          TEXT,
  address        TEXT,                        -- contact address (yhteysosoite)
  postcode       TEXT,
  municipality   TEXT,
  language       TEXT,                        -- code list language
  gender         TEXT,                        -- code list gender
  education      TEXT,                        -- code list education
  employment     TEXT,                        -- code list employment
  household      TEXT,                        -- code list household
  benefit        TEXT,                        -- code list benefit
  bus_card       INTEGER NOT NULL DEFAULT 0 CHECK(bus_card IN(0,1)),
  non_disclosure INTEGER NOT NULL DEFAULT 0 CHECK(non_disclosure IN(0,1)),  -- turvakielto: hide municipality and e-mail
  rev            INTEGER NOT NULL DEFAULT 1,
  non_disclosure_until TEXT CHECK(non_disclosure_until IS date(non_disclosure_until)),  -- NULL: until further notice
  restricted     INTEGER NOT NULL DEFAULT 0 CHECK(restricted IN(0,1)),  -- seen by those in client_access only
  merged_into    INTEGER REFERENCES client(id) CHECK(merged_into <> id)  -- the same person's record, which has it all now
) STRICT;
CREATE INDEX client_by_name ON client(sort_key);
CREATE INDEX client_restricted ON client(id) WHERE restricted = 1;
CREATE INDEX client_merged ON client(merged_into) WHERE merged_into IS NOT NULL;

-- Who may see a restricted client: named for it, or for a day by breaking the glass. Every connection of ours has a
-- view "client" in front of the table that leaves out whom its worker may not see (src/store/sight.rs). logged
CREATE TABLE client_access(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id  INTEGER NOT NULL REFERENCES client(id),
  worker_id  INTEGER NOT NULL REFERENCES worker(id),
  kind       TEXT NOT NULL CHECK(kind IN('named','break_glass')),
  granted_by INTEGER REFERENCES worker(id),   -- NULL: the program, for whoever became the own worker
  granted_on TEXT NOT NULL CHECK(granted_on IS date(granted_on)),
  until      TEXT CHECK(until IS date(until)),                        -- the last day; NULL: until further notice
  reason     TEXT,                            -- why; of an opening, the purpose
  noted_by   INTEGER REFERENCES worker(id),   -- of an opening: who answers for the team, and has seen it
  noted_on   TEXT CHECK(noted_on IS date(noted_on)),
  rev        INTEGER NOT NULL DEFAULT 1,
  CHECK(kind <> 'break_glass' OR (reason <> '' AND reason IS NOT NULL AND until IS NOT NULL)),
  CHECK((noted_by IS NULL) = (noted_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_naming ON client_access(client_id, worker_id) WHERE kind = 'named';
CREATE INDEX access_by_client ON client_access(client_id, worker_id);
CREATE INDEX access_unnoted ON client_access(granted_on) WHERE kind = 'break_glass' AND noted_by IS NULL;
-- That somebody broke the glass is never taken back.
CREATE TRIGGER glass_kept BEFORE DELETE ON client_access WHEN OLD.kind = 'break_glass' AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;
CREATE TRIGGER glass_as_it_was BEFORE UPDATE OF client_id, worker_id, kind, granted_on, until, reason ON client_access
  WHEN OLD.kind = 'break_glass'
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;
CREATE INDEX client_non_disclosure ON client(non_disclosure_until) WHERE non_disclosure_until IS NOT NULL;

-- Two records of one person made one: the first is a shell that only points to the second. logged
CREATE TABLE merge(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  from_client INTEGER NOT NULL REFERENCES client(id),
  to_client   INTEGER NOT NULL REFERENCES client(id),
  worker_id   INTEGER NOT NULL REFERENCES worker(id),
  on_day      TEXT NOT NULL CHECK(on_day IS date(on_day)),
  tx          INTEGER NOT NULL,                  -- the log's: what moved stands there
  undone_on   TEXT CHECK(undone_on IS date(undone_on)),
  rev         INTEGER NOT NULL DEFAULT 1,
  CHECK(from_client <> to_client)
) STRICT;
CREATE UNIQUE INDEX merged_once ON merge(from_client) WHERE undone_on IS NULL;
CREATE INDEX merge_by_client ON merge(to_client);

-- Two records that look like one person's, and are two people's. logged
CREATE TABLE apart(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  one_id    INTEGER NOT NULL REFERENCES client(id),
  other_id  INTEGER NOT NULL REFERENCES client(id),
  worker_id INTEGER NOT NULL REFERENCES worker(id),
  on_day    TEXT NOT NULL CHECK(on_day IS date(on_day)),
  rev       INTEGER NOT NULL DEFAULT 1,
  UNIQUE(one_id, other_id),
  CHECK(one_id < other_id)
) STRICT;

-- ------------------------------------------------------------------ customership

-- One customership, from pending to closed; a client who returns gets a new one. logged
CREATE TABLE episode(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id     INTEGER NOT NULL REFERENCES client(id),
  state         TEXT NOT NULL CHECK(state IN('pending','open','paused','closed','declined')),
  pending_since TEXT NOT NULL CHECK(pending_since IS date(pending_since)),
  opened        TEXT CHECK(opened IS date(opened)),
  closed        TEXT CHECK(closed IS date(closed)),
  referrer      TEXT,                         -- code list referrer
  close_reason  TEXT,                         -- code list close_reason
  outcome       TEXT,                         -- code list outcome
  rev           INTEGER NOT NULL DEFAULT 1,
  came_by       TEXT,                         -- code list came_by: a notification (SHL 35 §), a contact
  consent_on    TEXT CHECK(consent_on IS date(consent_on)),          -- the client agreed to it
  urgent        INTEGER NOT NULL DEFAULT 0 CHECK(urgent IN(0,1)),    -- to be clarified at once (SHL 36 §)
  need_clarified TEXT CHECK(need_clarified IS date(need_clarified)),
  service_began TEXT CHECK(service_began IS date(service_began)),    -- the execution of SHL 45 §
  onward        TEXT,                         -- code list onward
  final_waiver  TEXT,                         -- code list final_waiver: why there was no final review
  CHECK(opened >= pending_since),
  CHECK(closed >= pending_since AND closed >= coalesce(opened, closed)),
  CHECK(state NOT IN('open','paused','closed') OR opened IS NOT NULL),
  CHECK(state <> 'pending' OR opened IS NULL),
  CHECK((state IN('closed','declined')) = (closed IS NOT NULL)),
  CHECK(state <> 'closed' OR (close_reason IS NOT NULL AND outcome IS NOT NULL)),
  CHECK(state <> 'declined' OR close_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX one_live_episode ON episode(client_id) WHERE state IN('pending','open','paused');
CREATE INDEX episode_by_client ON episode(client_id);
CREATE INDEX episode_live ON episode(state) WHERE state IN('pending','open','paused');
-- What the clock watches: few of the live ones.
CREATE INDEX episode_waits ON episode(pending_since) WHERE service_began IS NULL AND state IN('pending','open','paused');
CREATE INDEX episode_urgent ON episode(pending_since) WHERE urgent = 1 AND need_clarified IS NULL;

-- What is over stays as it was. Taking back one's own change, and a correction that says why, are the only ways.
CREATE TRIGGER episode_over BEFORE UPDATE ON episode
  WHEN OLD.state IN('closed','declined') AND log_undoes() IS NULL AND log_reason() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
-- A customership ends with a final review, or with the reason why there is none.
CREATE TRIGGER episode_closing BEFORE UPDATE OF state ON episode
  WHEN NEW.state = 'closed' AND NEW.final_waiver IS NULL AND log_undoes() IS NULL
  AND NOT EXISTS (SELECT 1 FROM meeting WHERE episode_id = NEW.id AND kind = 'final')
  BEGIN SELECT RAISE(ABORT, 'no final review'); END;
CREATE TRIGGER episode_closed BEFORE INSERT ON episode
  WHEN NEW.state = 'closed' AND NEW.final_waiver IS NULL AND log_undoes() IS NULL
  BEGIN SELECT RAISE(ABORT, 'no final review'); END;

-- Who is the own worker (SHL 42 §), and since when. logged
CREATE TABLE assignment(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  worker_id  INTEGER NOT NULL REFERENCES worker(id),
  starts     TEXT NOT NULL CHECK(starts IS date(starts)),
  ends       TEXT CHECK(ends IS date(ends)),
  rev        INTEGER NOT NULL DEFAULT 1,
  CHECK(ends >= starts)
) STRICT;
CREATE UNIQUE INDEX one_own_worker ON assignment(episode_id) WHERE ends IS NULL;
CREATE INDEX assignment_by_worker ON assignment(worker_id) WHERE ends IS NULL;

-- logged
CREATE TABLE goal(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id  INTEGER NOT NULL REFERENCES episode(id),
  text        TEXT NOT NULL CHECK(text <> ''),
  target      TEXT,
  theme       TEXT,                           -- code list theme
  responsible TEXT CHECK(responsible IN('client','worker','provider','joint')),
  set_on      TEXT NOT NULL CHECK(set_on IS date(set_on)),
  state       TEXT NOT NULL DEFAULT 'active' CHECK(state IN('active','achieved','partly','not_achieved','dropped')),
  ended       TEXT CHECK(ended IS date(ended)),
  rev         INTEGER NOT NULL DEFAULT 1,
  means       TEXT,                           -- what is done for it, and what a group is for: AVAIN's methods
  scale       TEXT NOT NULL DEFAULT 'attainment' CHECK(scale IN('attainment','change')),
  review_months INTEGER CHECK(review_months BETWEEN 1 AND 24),  -- NULL: as the team usually does
  drop_reason TEXT,
  CHECK((state = 'active') = (ended IS NULL)),
  CHECK(ended >= set_on)
) STRICT;
CREATE INDEX goal_by_episode ON goal(episode_id);
CREATE TRIGGER goal_over BEFORE UPDATE ON goal
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

-- One sitting in which goals were reviewed; the final one ends them. logged
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
CREATE TRIGGER meeting_over BEFORE UPDATE ON meeting
  WHEN log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;
-- What was held stays, too, once its customership is over.
CREATE TRIGGER meeting_stays BEFORE DELETE ON meeting
  WHEN (SELECT state FROM episode WHERE id = OLD.episode_id) IN('closed','declined') AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

-- One review of one goal. Overdue is computed, never stored. logged
CREATE TABLE review(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  goal_id    INTEGER NOT NULL REFERENCES goal(id),
  due        TEXT NOT NULL CHECK(due IS date(due)),
  held       TEXT CHECK(held IS date(held)),
  state      TEXT NOT NULL CHECK(state IN('due','done','cancelled')),
  assessment TEXT,
  rev        INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER REFERENCES meeting(id),                        -- NULL while due, and in the oldest
  first_due  TEXT CHECK(first_due IS date(first_due)),              -- before it was put off; NULL: it never was
  postpone_reason TEXT,                                             -- why it was last put off
  scale      TEXT CHECK(scale IN('attainment','change')),           -- the goal's, when it was scored
  client_score INTEGER
  CHECK(client_score IS NULL OR (client_score BETWEEN -2 AND 2 AND scale IS NOT NULL)),
  worker_score INTEGER
  CHECK(worker_score IS NULL OR (worker_score BETWEEN -2 AND 2 AND scale IS NOT NULL)),
  CHECK((state = 'done') = (held IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_due_review ON review(goal_id) WHERE state = 'due';
CREATE INDEX review_by_due ON review(due) WHERE state = 'due';
CREATE INDEX review_by_goal ON review(goal_id);
CREATE INDEX review_by_meeting ON review(meeting_id) WHERE meeting_id IS NOT NULL;
CREATE TRIGGER review_over BEFORE UPDATE ON review
  WHEN OLD.state = 'done' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

-- One version of a customership's plan (SHL 39 §), in the order of AVAIN. Goals live through the versions. logged
CREATE TABLE plan(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  version    INTEGER NOT NULL CHECK(version > 0),
  state      TEXT NOT NULL CHECK(state IN('active','superseded','ended')),
  made_on    TEXT NOT NULL CHECK(made_on IS date(made_on)),
  strengths  TEXT,                            -- and resources
  factors    TEXT,                            -- of the situation
  services   TEXT,                            -- besides those that the program knows
  rhythm     TEXT,                            -- how often people meet
  agreed     TEXT,                            -- who does what next
  dissent    TEXT,                            -- where the client sees it otherwise
  review_on  TEXT CHECK(review_on IS date(review_on)),
  rev        INTEGER NOT NULL DEFAULT 1,
  UNIQUE(episode_id, version)
) STRICT;
CREATE UNIQUE INDEX one_active_plan ON plan(episode_id) WHERE state = 'active';
CREATE INDEX plan_by_review ON plan(review_on) WHERE state = 'active' AND review_on IS NOT NULL;
CREATE TRIGGER plan_over BEFORE UPDATE ON plan
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

-- A goal as a version of the plan had it. logged
CREATE TABLE plan_goal(
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan(id),
  goal_id INTEGER NOT NULL REFERENCES goal(id),
  text    TEXT NOT NULL,
  rev     INTEGER NOT NULL DEFAULT 1,
  UNIQUE(plan_id, goal_id)
) STRICT;
CREATE INDEX plan_goal_by_goal ON plan_goal(goal_id);

-- A decision (SHL 45 §) and the days for which it holds. logged
CREATE TABLE decision(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  episode_id INTEGER NOT NULL REFERENCES episode(id),
  number     TEXT,                            -- in the certified client information system
  about      TEXT NOT NULL CHECK(about <> ''),  -- the service
  decided_on TEXT NOT NULL CHECK(decided_on IS date(decided_on)),
  valid_from TEXT NOT NULL CHECK(valid_from IS date(valid_from)),
  valid_to   TEXT CHECK(valid_to IS date(valid_to)),
  replaces   INTEGER UNIQUE REFERENCES decision(id),
  rev        INTEGER NOT NULL DEFAULT 1,
  CHECK(valid_to >= valid_from)
) STRICT;
CREATE INDEX decision_by_episode ON decision(episode_id);
CREATE INDEX decision_by_end ON decision(valid_to) WHERE valid_to IS NOT NULL;

-- A dated score on an instrument; only totals and sub-scores, never its questions. logged
CREATE TABLE measure(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id  INTEGER NOT NULL REFERENCES client(id),
  on_day     TEXT NOT NULL CHECK(on_day IS date(on_day)),
  instrument TEXT NOT NULL,
  part       TEXT NOT NULL,                   -- total, or a sub-score
  tenths     INTEGER NOT NULL CHECK(tenths >= 0),
  rev        INTEGER NOT NULL DEFAULT 1,
  UNIQUE(client_id, instrument, on_day, part)
) STRICT;

-- A contact with a client or about a client. logged
CREATE TABLE note(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id      INTEGER NOT NULL REFERENCES client(id),
  author_id      INTEGER NOT NULL REFERENCES worker(id),
  on_day         TEXT NOT NULL CHECK(on_day IS date(on_day)),
  channel        TEXT NOT NULL,               -- code list channel
  body           TEXT NOT NULL CHECK(body <> ''),
  follow_up_on   TEXT CHECK(follow_up_on IS date(follow_up_on)),
  follow_up_what TEXT,
  follow_up_done TEXT CHECK(follow_up_done IS date(follow_up_done)),
  rev            INTEGER NOT NULL DEFAULT 1,
  session_id     INTEGER REFERENCES session(id),  -- written from this session's roster
  follow_up_for  INTEGER REFERENCES worker(id),   -- NULL: the author
  CHECK(follow_up_on IS NOT NULL OR (follow_up_what IS NULL AND follow_up_done IS NULL))
) STRICT;
CREATE INDEX note_by_client ON note(client_id, on_day);
CREATE INDEX note_by_session ON note(session_id) WHERE session_id IS NOT NULL;
CREATE INDEX note_follow_up ON note(follow_up_on) WHERE follow_up_on IS NOT NULL AND follow_up_done IS NULL;

-- ------------------------------------------------------------------ activities

-- A group, course, open session, individual coaching, workshop, work activity or appointment day. logged
CREATE TABLE activity(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  name          TEXT NOT NULL UNIQUE CHECK(name <> ''),
  sort_key      TEXT NOT NULL,
  fold_key      TEXT NOT NULL,
  tier          TEXT NOT NULL CHECK(tier IN('own','purchased_basic','purchased_tailored','partnership','general')),
  kind          TEXT NOT NULL CHECK(kind IN('group','course','open','individual','workshop','work_activity','appointment')),
  provider      TEXT,
  partner       TEXT,
  place         TEXT,
  capacity_min  INTEGER CHECK(capacity_min > 0),
  capacity_max  INTEGER CHECK(capacity_max > 0),       -- NULL: no limit
  first_day     TEXT CHECK(first_day IS date(first_day)),
  last_day      TEXT CHECK(last_day IS date(last_day)),
  needs_booking INTEGER NOT NULL DEFAULT 0 CHECK(needs_booking IN(0,1)),
  counts_only   INTEGER NOT NULL DEFAULT 0 CHECK(counts_only IN(0,1)),
  lead_id       INTEGER REFERENCES worker(id),
  remarks       TEXT,
  rev           INTEGER NOT NULL DEFAULT 1,
  seats         INTEGER CHECK(seats > 0),              -- people in the room at one time, visitors included; NULL: no limit
  slot_minutes  INTEGER CHECK(slot_minutes BETWEEN 5 AND 480),    -- a day of appointments: how long each is
  theme         TEXT,                                  -- code list theme
  contact       TEXT,                                  -- whom to ask; a service's, never a client's
  price         TEXT,
  bus_card      INTEGER NOT NULL DEFAULT 0 CHECK(bus_card IN(0,1)),       -- the client gets a bus card for it
  enrol_how     TEXT,
  needs_decision INTEGER NOT NULL DEFAULT 0 CHECK(needs_decision IN(0,1)),
  valid_from    TEXT CHECK(valid_from IS date(valid_from)),               -- the directory's entry holds from, to
  valid_to      TEXT CHECK(valid_to IS date(valid_to) AND valid_to >= coalesce(valid_from, valid_to)),
  agreed_from   TEXT CHECK(agreed_from IS date(agreed_from)),             -- a purchased service: what was agreed
  agreed_to     TEXT CHECK(agreed_to IS date(agreed_to) AND agreed_to >= coalesce(agreed_from, agreed_to)),
  agreed_hours  INTEGER CHECK(agreed_hours > 0),
  agreed_persons INTEGER CHECK(agreed_persons > 0),
  service       TEXT,                                  -- code list service: what the statistics call it; NULL: its own name
  CHECK(last_day >= first_day),
  CHECK(capacity_max >= capacity_min)
) STRICT;

-- When an activity meets: a rule, or nothing yet. Its days are computed; only touched ones become session rows. logged
CREATE TABLE series(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id   INTEGER NOT NULL REFERENCES activity(id),
  rule          TEXT NOT NULL,                -- RFC 5545: an RRULE or RDATE line, lines of single days
  first_day     TEXT CHECK(first_day IS date(first_day)),
  last_day      TEXT CHECK(last_day IS date(last_day)),
  starts_at     TEXT CHECK(starts_at IS strftime('%H:%M', starts_at)),      -- NULL: the time is still open
  ends_at       TEXT CHECK(ends_at IS strftime('%H:%M', ends_at)),
  skip_holidays INTEGER NOT NULL DEFAULT 1 CHECK(skip_holidays IN(0,1)),
  rev           INTEGER NOT NULL DEFAULT 1,
  uid           TEXT,                         -- of the event in the calendar that it came from
  place         TEXT,                         -- NULL: the activity's
  lead_id       INTEGER REFERENCES worker(id), -- NULL: the activity's
  CHECK(last_day >= first_day),
  CHECK(ends_at > starts_at)
) STRICT;
CREATE INDEX series_by_activity ON series(activity_id);
CREATE UNIQUE INDEX series_by_uid ON series(uid) WHERE uid IS NOT NULL;

-- One date of an activity, once somebody has marked, counted, cancelled or moved it. logged
CREATE TABLE session(
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id     INTEGER NOT NULL REFERENCES activity(id),
  series_id       INTEGER REFERENCES series(id),
  rule_date       TEXT CHECK(rule_date IS date(rule_date)),                 -- the day the rule gave; survives a move
  on_day          TEXT NOT NULL CHECK(on_day IS date(on_day)),
  starts_at       TEXT CHECK(starts_at IS strftime('%H:%M', starts_at)),
  ends_at         TEXT CHECK(ends_at IS strftime('%H:%M', ends_at)),
  state           TEXT NOT NULL DEFAULT 'planned' CHECK(state IN('planned','held','not_held')),
  not_held_reason TEXT,
  anon_count      INTEGER CHECK(anon_count >= 0),                           -- NULL: not counted, which is not 0
  register_closed TEXT,                                                     -- a UTC instant; its marks are frozen then
  rev             INTEGER NOT NULL DEFAULT 1,
  remark          TEXT,                                                     -- about the session, never about a person
  reopen_reason   TEXT,                                                     -- why its register was last opened again
  place           TEXT,                                                     -- NULL: the series'
  lead_id         INTEGER REFERENCES worker(id),                            -- NULL: the series'
  UNIQUE(series_id, rule_date),
  CHECK((series_id IS NULL) = (rule_date IS NULL)),
  CHECK(state <> 'not_held' OR not_held_reason IS NOT NULL),
  CHECK(register_closed IS NULL OR state = 'held'),
  CHECK(ends_at > starts_at)
) STRICT;
CREATE INDEX session_by_day ON session(on_day);
CREATE INDEX session_by_rule_date ON session(rule_date);
CREATE INDEX session_by_activity ON session(activity_id, on_day);

-- A spell of membership or of waiting; coming back is a new row, so the past never changes. logged
CREATE TABLE enrolment(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id   INTEGER NOT NULL REFERENCES activity(id),
  client_id     INTEGER NOT NULL REFERENCES client(id),
  state         TEXT NOT NULL CHECK(state IN('waiting','offered','enrolled','ended','withdrawn')),
  queued_at     TEXT CHECK(queued_at IS date(queued_at)),
  queue_rank    INTEGER CHECK(queue_rank < 0),              -- put ahead of those who queued by day; the lowest is first
  ahead_reason  TEXT,                                       -- why it goes, or went, before those who queued earlier
  offer_expires TEXT CHECK(offer_expires IS date(offer_expires)),  -- the last day on which a seat is kept
  starts        TEXT CHECK(starts IS date(starts)),
  ends          TEXT CHECK(ends IS date(ends)),
  end_reason    TEXT,
  goal_id       INTEGER REFERENCES goal(id),                -- what the activity is for; NULL: the client's first goal
  rev           INTEGER NOT NULL DEFAULT 1,
  UNIQUE(id, client_id),
  CHECK(state NOT IN('waiting','offered') OR queued_at IS NOT NULL),
  CHECK(queue_rank IS NULL OR ahead_reason IS NOT NULL),
  CHECK((state = 'offered') = (offer_expires IS NOT NULL)),
  CHECK(state NOT IN('enrolled','ended') OR starts IS NOT NULL),
  CHECK(state <> 'ended' OR ends IS NOT NULL),
  CHECK(state NOT IN('ended','withdrawn') OR end_reason IS NOT NULL),
  CHECK(ends >= starts)
) STRICT;
CREATE UNIQUE INDEX one_live_enrolment ON enrolment(activity_id, client_id) WHERE state IN('waiting','offered','enrolled');
CREATE INDEX enrolment_by_client ON enrolment(client_id);
CREATE INDEX enrolment_by_activity ON enrolment(activity_id, state, starts, ends);
CREATE INDEX enrolment_offered ON enrolment(offer_expires) WHERE state = 'offered';

-- An offered seat is taken until the offer lapses.
CREATE TRIGGER seats_insert BEFORE INSERT ON enrolment WHEN NEW.state IN('offered','enrolled')
  AND (SELECT count(*) FROM enrolment WHERE activity_id = NEW.activity_id AND state IN('offered','enrolled'))
   >= (SELECT capacity_max FROM activity WHERE id = NEW.activity_id)
  BEGIN SELECT RAISE(ABORT, 'full'); END;
CREATE TRIGGER seats_update BEFORE UPDATE OF state, activity_id ON enrolment WHEN NEW.state IN('offered','enrolled')
  AND (SELECT count(*) FROM enrolment WHERE activity_id = NEW.activity_id AND state IN('offered','enrolled') AND id <> NEW.id)
   >= (SELECT capacity_max FROM activity WHERE id = NEW.activity_id)
  BEGIN SELECT RAISE(ABORT, 'full'); END;
CREATE TRIGGER seats_capacity BEFORE UPDATE OF capacity_max ON activity
  WHEN NEW.capacity_max < (SELECT count(*) FROM enrolment WHERE activity_id = NEW.id AND state IN('offered','enrolled'))
  BEGIN SELECT RAISE(ABORT, 'full'); END;

-- One person is a member once at a time.
CREATE TRIGGER spells_apart_insert BEFORE INSERT ON enrolment WHEN NEW.state IN('enrolled','ended')
  AND EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = NEW.activity_id AND e.client_id = NEW.client_id
    AND e.state IN('enrolled','ended') AND e.starts <= coalesce(NEW.ends, '9999') AND coalesce(e.ends, '9999') >= NEW.starts)
  BEGIN SELECT RAISE(ABORT, 'spells overlap'); END;
CREATE TRIGGER spells_apart_update BEFORE UPDATE OF state, starts, ends ON enrolment WHEN NEW.state IN('enrolled','ended')
  AND EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = NEW.activity_id AND e.client_id = NEW.client_id AND e.id <> NEW.id
    AND e.state IN('enrolled','ended') AND e.starts <= coalesce(NEW.ends, '9999') AND coalesce(e.ends, '9999') >= NEW.starts)
  BEGIN SELECT RAISE(ABORT, 'spells overlap'); END;
-- A spell that is over stays so; taking back one's own change is the only way.
CREATE TRIGGER spell_over BEFORE UPDATE OF state ON enrolment
  WHEN OLD.state IN('ended','withdrawn') AND NEW.state <> OLD.state AND log_undoes() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'spell over'); END;

-- No row: unmarked. Unmarked is not absent, excused is not a no-show. logged
CREATE TABLE attendance(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id   INTEGER NOT NULL REFERENCES session(id),
  client_id    INTEGER NOT NULL REFERENCES client(id),
  enrolment_id INTEGER,                       -- NULL: a walk-in, who is a visit but no member
  mark         TEXT NOT NULL CHECK(mark IN('present','late','excused','no_show')),
  rev          INTEGER NOT NULL DEFAULT 1,
  UNIQUE(session_id, client_id),
  FOREIGN KEY(enrolment_id, client_id) REFERENCES enrolment(id, client_id)
) STRICT;
CREATE INDEX attendance_by_client ON attendance(client_id);
CREATE INDEX attendance_by_enrolment ON attendance(enrolment_id);

CREATE TRIGGER register_insert BEFORE INSERT ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = NEW.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
CREATE TRIGGER register_update BEFORE UPDATE ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
CREATE TRIGGER register_delete BEFORE DELETE ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

CREATE TRIGGER register_session BEFORE UPDATE OF anon_count, state, on_day ON session
  WHEN OLD.register_closed IS NOT NULL AND NEW.register_closed IS NOT NULL
  AND (NEW.anon_count, NEW.state, NEW.on_day) IS NOT (OLD.anon_count, OLD.state, OLD.on_day)
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

-- Told beforehand: the client stays away from the first day to the last, both included. logged
CREATE TABLE absence_notice(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client(id),
  starts    TEXT NOT NULL CHECK(starts IS date(starts)),
  ends      TEXT NOT NULL CHECK(ends IS date(ends)),
  told_on   TEXT NOT NULL CHECK(told_on IS date(told_on)),
  reason    TEXT,                             -- code list absence_reason
  rev       INTEGER NOT NULL DEFAULT 1,
  CHECK(ends >= starts)
) STRICT;
CREATE INDEX absence_by_client ON absence_notice(client_id, ends);

-- One appointment of a day of appointments; freed by removing it. logged
CREATE TABLE booking(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id),
  client_id  INTEGER NOT NULL REFERENCES client(id),
  starts_at  TEXT NOT NULL CHECK(starts_at IS strftime('%H:%M', starts_at)),
  rev        INTEGER NOT NULL DEFAULT 1,
  UNIQUE(session_id, starts_at),
  UNIQUE(session_id, client_id)
) STRICT;
CREATE INDEX booking_by_client ON booking(client_id);

-- An activity that was recommended to a client; it makes no customership and no seat. logged
CREATE TABLE recommendation(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id   INTEGER NOT NULL REFERENCES client(id),
  activity_id INTEGER NOT NULL REFERENCES activity(id),
  worker_id   INTEGER NOT NULL REFERENCES worker(id),
  on_day      TEXT NOT NULL CHECK(on_day IS date(on_day)),
  rev         INTEGER NOT NULL DEFAULT 1,
  UNIQUE(client_id, activity_id, on_day)
) STRICT;
CREATE INDEX recommendation_by_activity ON recommendation(activity_id);
-- Who has been marked there has been there: the mark goes first. Taking back one's own booking may leave a mark that
-- is older. What is closed is closed for appointments, too.
CREATE TRIGGER booking_marked BEFORE DELETE ON booking
  WHEN EXISTS (SELECT 1 FROM attendance WHERE session_id = OLD.session_id AND client_id = OLD.client_id)
  AND log_undoes() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'marked'); END;
CREATE TRIGGER booking_insert BEFORE INSERT ON booking
  WHEN (SELECT register_closed FROM session WHERE id = NEW.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
CREATE TRIGGER booking_delete BEFORE DELETE ON booking
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

-- Days on which the team is shut although the calendar says otherwise. logged
CREATE TABLE closure_day(
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  on_day TEXT NOT NULL UNIQUE CHECK(on_day IS date(on_day)),
  reason TEXT NOT NULL,
  rev    INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What the team has agreed on, where it is not what is usual (src/domain/settings.rs). logged
CREATE TABLE setting(
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  rev   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A due line that comes back another day, and why. logged
CREATE TABLE snooze(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rule      TEXT NOT NULL,                    -- which line: its rule, and what it is about
  target    TEXT NOT NULL,
  client_id INTEGER REFERENCES client(id),
  worker_id INTEGER NOT NULL REFERENCES worker(id),
  until     TEXT NOT NULL CHECK(until IS date(until)),
  reason    TEXT NOT NULL CHECK(reason <> ''),
  rev       INTEGER NOT NULL DEFAULT 1,
  UNIQUE(rule, target)
) STRICT;

-- A year's report as it was before records of that year were removed: figures, nobody's name. logged
CREATE TABLE kept_report(
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  year    INTEGER NOT NULL,
  report  TEXT NOT NULL,                      -- its key
  made_on TEXT NOT NULL CHECK(made_on IS date(made_on)),
  body    TEXT NOT NULL,
  rev     INTEGER NOT NULL DEFAULT 1,
  UNIQUE(year, report)
) STRICT;

-- ------------------------------------------------------------------ the program's own

-- A half-typed form. It holds what its user typed and belongs to that user alone; each sitting has its own, so that
-- the same form in two windows is two drafts. These columns stay: an older program that is still open when the file is
-- brought up to date keeps its drafts, though nothing else.
CREATE TABLE draft(
  worker_id INTEGER NOT NULL REFERENCES worker(id),
  form      TEXT NOT NULL,
  target    INTEGER NOT NULL,                 -- the row that the form edits or hangs on; 0: none yet
  base_rev  INTEGER,
  body      TEXT NOT NULL,
  saved_at  TEXT NOT NULL,
  sitting   INTEGER NOT NULL,                 -- a number that no two sittings share
  PRIMARY KEY(worker_id, form, target, sitting)
) STRICT;

-- Who changed what and who looked at whom, when. Rows of one transaction share tx. Append-only, and a chain: each
-- entry has the SHA-256 of the one before it and of all its own columns (src/store/chain.rs). An id is never used
-- again, so that not even the newest entry goes unnoticed.
CREATE TABLE log(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  tx        INTEGER NOT NULL,
  at        TEXT NOT NULL,
  worker_id INTEGER NOT NULL,                 -- 0: before there was a worker
  act       TEXT NOT NULL CHECK(act IN('create','change','remove','view','search','print','export','break_glass')),
  entity    TEXT NOT NULL,                    -- a table; of what was only looked at: card, look_up, roster, ...
  entity_id INTEGER NOT NULL,
  client_id INTEGER,
  undoes    INTEGER,                          -- the tx that this one takes back
  before    TEXT,                             -- JSON of the columns that changed; of the whole row when removed
  after     TEXT,
  reason    TEXT,                             -- of a correction, or of a look at what is restricted
  purpose   TEXT,                             -- by what right it was looked at: own_worker, group_lead, team
  prev      BLOB NOT NULL,                    -- the hash of the entry before; zeros at the beginning
  hash      BLOB NOT NULL,
  erased    INTEGER                           -- the tx that removed the client's record, and with it what stood here
) STRICT;
CREATE INDEX log_by_tx ON log(tx);
CREATE INDEX log_by_entity ON log(entity, entity_id);
CREATE INDEX log_by_client ON log(client_id);

-- What is put in here becomes an entry of the log: the one way in.
CREATE VIEW trace(act, entity, entity_id, client_id, before, after, purpose)
  AS SELECT act, entity, entity_id, client_id, before, after, purpose FROM log;
CREATE TRIGGER trace_to_log INSTEAD OF INSERT ON trace BEGIN
  INSERT INTO log(id, tx, at, worker_id, act, entity, entity_id, client_id, undoes, before, after, reason, purpose,
    prev, hash)
  SELECT id, tx, at, me, NEW.act, NEW.entity, NEW.entity_id, NEW.client_id, undoes, NEW.before,
    NEW.after, reason, NEW.purpose, prev, log_hash(prev, id, tx, at, me, NEW.act, NEW.entity, NEW.entity_id,
    NEW.client_id, undoes, NEW.before, NEW.after, reason, NEW.purpose)
  FROM (SELECT 1 + max(coalesce((SELECT max(id) FROM log), 0),
      coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0)) AS id, log_number() AS tx,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS at, log_worker() AS me, log_undoes() AS undoes, log_reason() AS reason,
    coalesce((SELECT hash FROM log ORDER BY id DESC LIMIT 1), zeroblob(32)) AS prev);
END;

-- Nothing changes an entry but the removal of its client's whole record, which takes its contents out; the entry itself,
-- and that it was, stay. Only a connection of ours adds one: each has to follow on the newest.
CREATE TRIGGER log_kept_u BEFORE UPDATE ON log
  WHEN log_whole() IS NULL OR OLD.client_id IS NOT log_whole() OR OLD.erased IS NOT NULL OR NEW.erased IS NOT log_number()
  OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.reason IS NOT NULL
  OR (NEW.id, NEW.tx, NEW.at, NEW.worker_id, NEW.act, NEW.entity, NEW.entity_id, NEW.client_id, NEW.undoes, NEW.purpose,
      NEW.prev, NEW.hash)
  IS NOT (OLD.id, OLD.tx, OLD.at, OLD.worker_id, OLD.act, OLD.entity, OLD.entity_id, OLD.client_id, OLD.undoes,
      OLD.purpose, OLD.prev, OLD.hash)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_d BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_i BEFORE INSERT ON log
  WHEN NEW.id <= (SELECT max(id) FROM log) OR NEW.worker_id IS NOT log_worker() OR NEW.hash IS NOT log_seal()
  OR NEW.prev IS NOT coalesce((SELECT hash FROM log ORDER BY id DESC LIMIT 1), zeroblob(32))
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
