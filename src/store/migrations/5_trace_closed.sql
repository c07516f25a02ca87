-- Nothing changes an entry, and only a connection of ours adds one: each has to follow on the newest.
CREATE TRIGGER log_kept_u BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_d BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_i BEFORE INSERT ON log
  WHEN NEW.id IS NOT 1 + max(coalesce((SELECT max(id) FROM log), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0))
  OR NEW.worker_id IS NOT log_worker()
  OR NEW.prev IS NOT coalesce((SELECT hash FROM log ORDER BY id DESC LIMIT 1), zeroblob(32))
  OR NEW.hash IS NOT log_hash(NEW.prev, NEW.id, NEW.tx, NEW.at, NEW.worker_id, NEW.act, NEW.entity, NEW.entity_id,
    NEW.client_id, NEW.undoes, NEW.before, NEW.after, NEW.reason, NEW.purpose)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
