-- Version 5: restricted clients, and who may see them. A landed migration is never edited.

ALTER TABLE client ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK(restricted IN(0,1));
CREATE INDEX client_restricted ON client(id) WHERE restricted = 1;

CREATE TABLE client_access(
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id  INTEGER NOT NULL REFERENCES client(id),
  worker_id  INTEGER NOT NULL REFERENCES worker(id),
  kind       TEXT NOT NULL CHECK(kind IN('named','break_glass')),
  granted_by INTEGER REFERENCES worker(id),
  granted_on TEXT NOT NULL CHECK(granted_on IS date(granted_on)),
  until      TEXT CHECK(until IS date(until)),
  reason     TEXT,
  noted_by   INTEGER REFERENCES worker(id),
  noted_on   TEXT CHECK(noted_on IS date(noted_on)),
  rev        INTEGER NOT NULL DEFAULT 1,
  CHECK(kind <> 'break_glass' OR (reason <> '' AND reason IS NOT NULL AND until IS NOT NULL)),
  CHECK((noted_by IS NULL) = (noted_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_naming ON client_access(client_id, worker_id) WHERE kind = 'named';
CREATE INDEX access_by_client ON client_access(client_id, worker_id);
CREATE INDEX access_unnoted ON client_access(granted_on) WHERE kind = 'break_glass' AND noted_by IS NULL;
CREATE TRIGGER glass_kept BEFORE DELETE ON client_access WHEN OLD.kind = 'break_glass'
  BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;
CREATE TRIGGER glass_as_it_was BEFORE UPDATE OF client_id, worker_id, kind, granted_on, until, reason ON client_access
  WHEN OLD.kind = 'break_glass' BEGIN SELECT RAISE(ABORT, 'glass stays broken'); END;
