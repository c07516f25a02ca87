-- The calendar and the directory: what a service asks and gives, sessions with a place or a leader of their own,
-- events that came from elsewhere, recommendations.

ALTER TABLE activity ADD COLUMN theme TEXT;
ALTER TABLE activity ADD COLUMN contact TEXT;
ALTER TABLE activity ADD COLUMN price TEXT;
ALTER TABLE activity ADD COLUMN bus_card INTEGER NOT NULL DEFAULT 0 CHECK(bus_card IN(0,1));
ALTER TABLE activity ADD COLUMN enrol_how TEXT;
ALTER TABLE activity ADD COLUMN needs_decision INTEGER NOT NULL DEFAULT 0 CHECK(needs_decision IN(0,1));
ALTER TABLE activity ADD COLUMN valid_from TEXT CHECK(valid_from IS date(valid_from));
ALTER TABLE activity ADD COLUMN valid_to TEXT CHECK(valid_to IS date(valid_to) AND valid_to >= coalesce(valid_from, valid_to));
ALTER TABLE activity ADD COLUMN agreed_from TEXT CHECK(agreed_from IS date(agreed_from));
ALTER TABLE activity ADD COLUMN agreed_to TEXT CHECK(agreed_to IS date(agreed_to) AND agreed_to >= coalesce(agreed_from, agreed_to));
ALTER TABLE activity ADD COLUMN agreed_hours INTEGER CHECK(agreed_hours > 0);
ALTER TABLE activity ADD COLUMN agreed_persons INTEGER CHECK(agreed_persons > 0);
ALTER TABLE session ADD COLUMN place TEXT;
ALTER TABLE session ADD COLUMN lead_id INTEGER REFERENCES worker(id);
ALTER TABLE series ADD COLUMN uid TEXT;
ALTER TABLE series ADD COLUMN place TEXT;
ALTER TABLE series ADD COLUMN lead_id INTEGER REFERENCES worker(id);
CREATE UNIQUE INDEX series_by_uid ON series(uid) WHERE uid IS NOT NULL;

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
