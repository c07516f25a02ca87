-- Nothing changes an entry, and only a connection of ours adds one: each has to follow on the newest.
CREATE TRIGGER log_kept_u BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_d BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_kept_i BEFORE INSERT ON log
  WHEN NEW.id <= (SELECT max(id) FROM log) OR NEW.worker_id IS NOT log_worker() OR NEW.hash IS NOT log_seal()
  OR NEW.prev IS NOT coalesce((SELECT hash FROM log ORDER BY id DESC LIMIT 1), zeroblob(32))
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
