-- What the clients of the large file do: 60 weekly groups over two years, memberships, marks, goals, reviews, plans, notes.
CREATE TEMP TABLE week(w INTEGER PRIMARY KEY);
INSERT INTO temp.week WITH RECURSIVE n(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM n WHERE w < 108) SELECT w FROM n;

INSERT INTO activity(name, sort_key, fold_key, tier, kind, theme, first_day, lead_id)
  SELECT 'Ryhmä ' || w, 'ryhmä ' || w, 'ryhma ' || w, iif(w % 2, 'own', 'partnership'), 'group',
    iif(w % 4, 'health', 'everyday'), '2015-01-05', 1 + w % 25 FROM temp.week WHERE w < 60;
INSERT INTO series(activity_id, rule, first_day, last_day, starts_at, ends_at)
  SELECT id, 'FREQ=WEEKLY;BYDAY=' || substr('MOTUWETHFR', 1 + id % 5 * 2, 2), '2015-01-05',
    iif(id % 3, '2017-01-20', '2017-06-02'), '10:00', '12:00' FROM activity;
INSERT INTO session(activity_id, series_id, rule_date, on_day, starts_at, ends_at, state)
  SELECT s.activity_id, s.id, date('2015-01-05', (7 * w + s.activity_id % 5) || ' days'),
    date('2015-01-05', (7 * w + s.activity_id % 5) || ' days'), '10:00', '12:00', 'held'
  FROM series s, temp.week WHERE date('2015-01-05', (7 * w + s.activity_id % 5) || ' days') < coalesce(s.last_day, '9999')
    AND 7 * w + s.activity_id % 5 < 763;

INSERT INTO enrolment(activity_id, client_id, state, starts, ends, end_reason)
  SELECT 1 + e.id % 60, e.client_id, iif(e.state = 'open', 'enrolled', 'ended'), max(e.opened, '2015-02-01'),
    iif(e.state = 'open', NULL, max(e.closed, '2015-03-01')), iif(e.state = 'open', NULL, 'period_over') FROM episode e;
-- So many of all that there could be, in the order in which they come.
INSERT INTO attendance(session_id, client_id, enrolment_id, mark)
  SELECT session, client, spell,
    CASE (session * 7 + spell * 3) % 10 WHEN 0 THEN 'no_show' WHEN 1 THEN 'excused' WHEN 2 THEN 'late' ELSE 'present' END
  FROM (SELECT s.id AS session, s.on_day AS day, n.client_id AS client, n.id AS spell FROM enrolment n
    JOIN session s ON s.activity_id = n.activity_id AND s.on_day BETWEEN n.starts AND coalesce(n.ends, '9999')
    ORDER BY (s.id * 7919 + n.id * 104729) % 1000003 LIMIT 100000)
  ORDER BY day, session, spell;
UPDATE session SET register_closed = on_day || 'T16:00:00Z' WHERE on_day < '2017-01-30';

INSERT INTO goal(episode_id, text, theme, set_on, state, ended)
  SELECT id, 'Nukun öisin', iif(id % 3, 'health', 'everyday'), opened, iif(state = 'open', 'active', 'achieved'),
    iif(state = 'open', NULL, closed) FROM episode;
INSERT INTO review(goal_id, due, state, held)
  SELECT g.id, date(g.set_on, '90 days'), 'done', date(g.set_on, (85 + g.id % 20) || ' days') FROM goal g;
INSERT INTO review(goal_id, due, state)
  SELECT g.id, date('2017-02-01', (g.id * 31 % 120) || ' days'), 'due' FROM goal g WHERE g.state = 'active';
INSERT INTO plan(episode_id, version, state, made_on, review_on)
  SELECT id, 1, 'active', opened, iif(state = 'open', date('2017-02-03', (id * 17 % 150) || ' days'), NULL) FROM episode;
INSERT INTO measure(client_id, on_day, instrument, part, tenths)
  SELECT e.client_id, date(e.opened, (60 * w) || ' days'), 'work-ability', 'total', (e.id * 7 + w * 11) % 100
  FROM episode e, temp.week WHERE w < 3;
INSERT INTO note(client_id, author_id, on_day, channel, body)
  SELECT client_id, 1 + id % 25, iif(state = 'open', date('2017-01-02', (id % 30) || ' days'), closed), 'phone', 'Soitto.'
  FROM episode;
