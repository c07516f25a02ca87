-- Version 5: the log is a chain, and knows what was only looked at; drafts know their sitting. A landed migration is
-- never edited. The entries of before are chained, and the log closed, by src/store/chain.rs right after this.

CREATE TABLE log_before AS SELECT * FROM log;
DROP TABLE log;
CREATE TABLE log(
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  tx        INTEGER NOT NULL,
  at        TEXT NOT NULL,
  worker_id INTEGER NOT NULL,
  act       TEXT NOT NULL CHECK(act IN('create','change','remove','view','search','print','export','break_glass')),
  entity    TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  client_id INTEGER,
  undoes    INTEGER,
  before    TEXT,
  after     TEXT,
  reason    TEXT,
  purpose   TEXT,
  prev      BLOB NOT NULL,
  hash      BLOB NOT NULL
) STRICT;
CREATE INDEX log_by_tx ON log(tx);
CREATE INDEX log_by_entity ON log(entity, entity_id);
CREATE INDEX log_by_client ON log(client_id);

CREATE VIEW trace(act, entity, entity_id, client_id, before, after, purpose)
  AS SELECT act, entity, entity_id, client_id, before, after, purpose FROM log;
CREATE TRIGGER trace_to_log INSTEAD OF INSERT ON trace BEGIN
  INSERT INTO log SELECT id, tx, at, me, NEW.act, NEW.entity, NEW.entity_id, NEW.client_id, undoes, NEW.before,
    NEW.after, reason, NEW.purpose, prev, log_hash(prev, id, tx, at, me, NEW.act, NEW.entity, NEW.entity_id,
    NEW.client_id, undoes, NEW.before, NEW.after, reason, NEW.purpose)
  FROM (SELECT 1 + max(coalesce((SELECT max(id) FROM log), 0),
      coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0)) AS id, log_number() AS tx,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS at, log_worker() AS me, log_undoes() AS undoes, log_reason() AS reason,
    coalesce((SELECT hash FROM log ORDER BY id DESC LIMIT 1), zeroblob(32)) AS prev);
END;

CREATE TABLE draft_before AS SELECT * FROM draft;
DROP TABLE draft;
CREATE TABLE draft(
  worker_id INTEGER NOT NULL REFERENCES worker(id),
  form      TEXT NOT NULL,
  target    INTEGER NOT NULL,
  base_rev  INTEGER,
  body      TEXT NOT NULL,
  saved_at  TEXT NOT NULL,
  sitting   INTEGER NOT NULL,
  PRIMARY KEY(worker_id, form, target, sitting)
) STRICT;
INSERT INTO draft SELECT *, 0 FROM draft_before;
DROP TABLE draft_before;
