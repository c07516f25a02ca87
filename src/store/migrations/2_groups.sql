-- Groups: queues with offers, seats in a room, announced absences, appointment slots, notes from a roster.
-- A table whose CHECKs change is made anew; foreign keys are off meanwhile and checked at the end.

ALTER TABLE activity ADD COLUMN seats INTEGER CHECK(seats > 0);
ALTER TABLE activity ADD COLUMN slot_minutes INTEGER CHECK(slot_minutes BETWEEN 5 AND 480);
ALTER TABLE session ADD COLUMN remark TEXT;
ALTER TABLE session ADD COLUMN reopen_reason TEXT;
ALTER TABLE note ADD COLUMN session_id INTEGER REFERENCES session(id);
CREATE INDEX note_by_session ON note(session_id) WHERE session_id IS NOT NULL;

DROP TRIGGER seats_insert;
DROP TRIGGER seats_update;
DROP TRIGGER seats_capacity;

CREATE TABLE new_enrolment(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id   INTEGER NOT NULL REFERENCES activity(id),
  client_id     INTEGER NOT NULL REFERENCES client(id),
  state         TEXT NOT NULL CHECK(state IN('waiting','offered','enrolled','ended','withdrawn')),
  queued_at     TEXT CHECK(queued_at IS date(queued_at)),
  queue_rank    INTEGER CHECK(queue_rank < 0),
  ahead_reason  TEXT,
  offer_expires TEXT CHECK(offer_expires IS date(offer_expires)),
  starts        TEXT CHECK(starts IS date(starts)),
  ends          TEXT CHECK(ends IS date(ends)),
  end_reason    TEXT,
  goal_id       INTEGER REFERENCES goal(id),
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
INSERT INTO new_enrolment(id, activity_id, client_id, state, queued_at, starts, ends, end_reason, rev)
  SELECT id, activity_id, client_id, state, queued_at, starts, ends, end_reason, rev FROM enrolment;
-- An id is never used again, not even one whose row is gone.
DELETE FROM sqlite_sequence WHERE name = 'new_enrolment';
INSERT INTO sqlite_sequence(name, seq) SELECT 'new_enrolment', seq FROM sqlite_sequence WHERE name = 'enrolment';
DROP TABLE enrolment;
ALTER TABLE new_enrolment RENAME TO enrolment;

CREATE UNIQUE INDEX one_live_enrolment ON enrolment(activity_id, client_id) WHERE state IN('waiting','offered','enrolled');
CREATE INDEX enrolment_by_client ON enrolment(client_id);
CREATE INDEX enrolment_by_activity ON enrolment(activity_id);
CREATE INDEX enrolment_offered ON enrolment(offer_expires) WHERE state = 'offered';

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

CREATE TRIGGER spells_apart_insert BEFORE INSERT ON enrolment WHEN NEW.state IN('enrolled','ended')
  AND EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = NEW.activity_id AND e.client_id = NEW.client_id
    AND e.state IN('enrolled','ended') AND e.starts <= coalesce(NEW.ends, '9999') AND coalesce(e.ends, '9999') >= NEW.starts)
  BEGIN SELECT RAISE(ABORT, 'spells overlap'); END;
CREATE TRIGGER spells_apart_update BEFORE UPDATE OF state, starts, ends ON enrolment WHEN NEW.state IN('enrolled','ended')
  AND EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = NEW.activity_id AND e.client_id = NEW.client_id AND e.id <> NEW.id
    AND e.state IN('enrolled','ended') AND e.starts <= coalesce(NEW.ends, '9999') AND coalesce(e.ends, '9999') >= NEW.starts)
  BEGIN SELECT RAISE(ABORT, 'spells overlap'); END;
CREATE TRIGGER spell_over BEFORE UPDATE OF state ON enrolment
  WHEN OLD.state IN('ended','withdrawn') AND NEW.state <> OLD.state AND log_undoes() IS NULL
  BEGIN SELECT RAISE(ABORT, 'spell over'); END;

CREATE TRIGGER register_session BEFORE UPDATE OF anon_count, state, on_day ON session
  WHEN OLD.register_closed IS NOT NULL AND NEW.register_closed IS NOT NULL
  AND (NEW.anon_count, NEW.state, NEW.on_day) IS NOT (OLD.anon_count, OLD.state, OLD.on_day)
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;

CREATE TABLE absence_notice(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client(id),
  starts    TEXT NOT NULL CHECK(starts IS date(starts)),
  ends      TEXT NOT NULL CHECK(ends IS date(ends)),
  told_on   TEXT NOT NULL CHECK(told_on IS date(told_on)),
  reason    TEXT,
  rev       INTEGER NOT NULL DEFAULT 1,
  CHECK(ends >= starts)
) STRICT;
CREATE INDEX absence_by_client ON absence_notice(client_id, ends);

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

-- Who has been marked there has been there: the mark goes first. Taking back one's own booking may leave a mark that
-- is older. What is closed is closed for appointments, too.
CREATE TRIGGER booking_marked BEFORE DELETE ON booking
  WHEN EXISTS (SELECT 1 FROM attendance WHERE session_id = OLD.session_id AND client_id = OLD.client_id)
  AND log_undoes() IS NULL
  BEGIN SELECT RAISE(ABORT, 'marked'); END;
CREATE TRIGGER booking_insert BEFORE INSERT ON booking
  WHEN (SELECT register_closed FROM session WHERE id = NEW.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
CREATE TRIGGER booking_delete BEFORE DELETE ON booking
  WHEN (SELECT register_closed FROM session WHERE id = OLD.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'register closed'); END;
