-- Version 7: records of one person merged, records removed when their time is over. A landed migration is never edited.

ALTER TABLE client ADD COLUMN merged_into INTEGER REFERENCES client(id) CHECK(merged_into <> id);
CREATE INDEX client_merged ON client(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE merge(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  from_client INTEGER NOT NULL REFERENCES client(id),
  to_client   INTEGER NOT NULL REFERENCES client(id),
  worker_id   INTEGER NOT NULL REFERENCES worker(id),
  on_day      TEXT NOT NULL CHECK(on_day IS date(on_day)),
  tx          INTEGER NOT NULL,
  undone_on   TEXT CHECK(undone_on IS date(undone_on)),
  rev         INTEGER NOT NULL DEFAULT 1,
  CHECK(from_client <> to_client)
) STRICT;
CREATE UNIQUE INDEX merged_once ON merge(from_client) WHERE undone_on IS NULL;
CREATE INDEX merge_by_client ON merge(to_client);

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

CREATE TABLE kept_report(
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  year    INTEGER NOT NULL,
  report  TEXT NOT NULL,
  made_on TEXT NOT NULL CHECK(made_on IS date(made_on)),
  body    TEXT NOT NULL,
  rev     INTEGER NOT NULL DEFAULT 1,
  UNIQUE(year, report)
) STRICT;

-- Who is in what on a day is counted from it alone.
DROP INDEX enrolment_by_activity;
CREATE INDEX enrolment_by_activity ON enrolment(activity_id, state, starts, ends);

ALTER TABLE log ADD COLUMN erased INTEGER;
DROP TRIGGER trace_to_log;
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
DROP TRIGGER log_kept_u;
CREATE TRIGGER log_kept_u BEFORE UPDATE ON log
  WHEN log_whole() IS NULL OR OLD.client_id IS NOT log_whole() OR OLD.erased IS NOT NULL OR NEW.erased IS NOT log_number()
  OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.reason IS NOT NULL
  OR (NEW.id, NEW.tx, NEW.at, NEW.worker_id, NEW.act, NEW.entity, NEW.entity_id, NEW.client_id, NEW.undoes, NEW.purpose,
      NEW.prev, NEW.hash)
  IS NOT (OLD.id, OLD.tx, OLD.at, OLD.worker_id, OLD.act, OLD.entity, OLD.entity_id, OLD.client_id, OLD.undoes,
      OLD.purpose, OLD.prev, OLD.hash)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

DROP TRIGGER glass_kept;
CREATE TRIGGER glass_kept BEFORE DELETE ON client_access WHEN OLD.kind = 'break_glass' AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;

DROP TRIGGER glass_as_it_was;
CREATE TRIGGER glass_as_it_was BEFORE UPDATE OF client_id, worker_id, kind, granted_on, until, reason ON client_access
  WHEN OLD.kind = 'break_glass'
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;

DROP TRIGGER episode_over;
CREATE TRIGGER episode_over BEFORE UPDATE ON episode
  WHEN OLD.state IN('closed','declined') AND log_undoes() IS NULL AND log_reason() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER goal_over;
CREATE TRIGGER goal_over BEFORE UPDATE ON goal
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER meeting_over;
CREATE TRIGGER meeting_over BEFORE UPDATE ON meeting
  WHEN log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER meeting_stays;
CREATE TRIGGER meeting_stays BEFORE DELETE ON meeting
  WHEN (SELECT state FROM episode WHERE id = OLD.episode_id) IN('closed','declined') AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER review_over;
CREATE TRIGGER review_over BEFORE UPDATE ON review
  WHEN OLD.state = 'done' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER plan_over;
CREATE TRIGGER plan_over BEFORE UPDATE ON plan
  WHEN OLD.state <> 'active' AND log_undoes() IS NULL AND log_reason() IS NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'over'); END;

DROP TRIGGER spell_over;
CREATE TRIGGER spell_over BEFORE UPDATE OF state ON enrolment
  WHEN OLD.state IN('ended','withdrawn') AND NEW.state <> OLD.state AND log_undoes() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'spell over'); END;

DROP TRIGGER register_insert;
CREATE TRIGGER register_insert BEFORE INSERT ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = NEW.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

DROP TRIGGER register_update;
CREATE TRIGGER register_update BEFORE UPDATE ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

DROP TRIGGER register_delete;
CREATE TRIGGER register_delete BEFORE DELETE ON attendance
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

DROP TRIGGER booking_marked;
CREATE TRIGGER booking_marked BEFORE DELETE ON booking
  WHEN EXISTS (SELECT 1 FROM attendance WHERE session_id = OLD.session_id AND client_id = OLD.client_id)
  AND log_undoes() IS NULL
  AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'marked'); END;

DROP TRIGGER booking_insert;
CREATE TRIGGER booking_insert BEFORE INSERT ON booking
  WHEN (SELECT register_closed FROM session WHERE id = NEW.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

DROP TRIGGER booking_delete;
CREATE TRIGGER booking_delete BEFORE DELETE ON booking
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL AND log_whole() IS NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
