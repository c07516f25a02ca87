//! How long a report takes over 10 000 clients and 100 000 marks. It prints and asserts nothing, since machines differ:
//! `cargo test --release --test reports_speed -- --ignored --nocapture`

use std::time::{Duration, Instant};

use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::reports::{Asked, Name, Span};
use rinnalla::domain::worker::Role;
use rinnalla::store::request::Query;
use rinnalla::store::{Store, reports, workers};

/// 25 workers, 10 000 clients, 60 activities, 20 000 memberships, 6 000 sessions over two years, 100 000 marks.
const LARGE: &str = "
    CREATE TEMP TABLE n(n INTEGER PRIMARY KEY);
    INSERT INTO temp.n SELECT value FROM (WITH RECURSIVE c(value) AS
      (SELECT 0 UNION ALL SELECT value + 1 FROM c WHERE value < 99999) SELECT value FROM c);
    INSERT INTO worker(login, name, role) SELECT 'w' || n, 'Työntekijä ' || n, 'worker' FROM temp.n WHERE n < 25;
    INSERT INTO main.client(id, ref, family_name, given_name, sort_key, fold_key, birth_date, gender, education, employment,
        benefit, household)
      SELECT n + 1, 'R' || n, 'Suku' || n, 'Aino', 'suku' || n, '', date('1960-01-01', (n * 7 % 16000) || ' days'),
        iif(n % 2, 'female', 'male'), iif(n % 3, 'basic', 'secondary'), iif(n % 5, 'over_12', 'outside'),
        iif(n % 6, 'social_assistance', 'labour_market'), iif(n % 5, 'one_adult', 'couple') FROM temp.n WHERE n < 10000;
    INSERT INTO episode(id, client_id, state, pending_since, opened, closed, referrer, close_reason, outcome, service_began,
        final_waiver)
      SELECT n + 1, n + 1, iif(n % 3, 'open', 'closed'), date('2015-06-01', (n % 400) || ' days'),
        date('2015-07-01', (n % 400) || ' days'), iif(n % 3, NULL, date('2016-12-01', (n % 200) || ' days')), 'kela',
        iif(n % 3, NULL, 'goals_reached'), iif(n % 3, NULL, iif(n % 2, 'work', 'study')),
        date('2015-07-05', (n % 400) || ' days'), 'imported' FROM temp.n WHERE n < 10000;
    INSERT INTO assignment(episode_id, worker_id, starts) SELECT n + 1, n % 25 + 2, date('2015-07-01', (n % 400) || ' days')
      FROM temp.n WHERE n < 10000;
    INSERT INTO activity(id, name, sort_key, fold_key, tier, kind, theme)
      SELECT n + 1, 'Ryhmä ' || n, 'ryhmä ' || n, '', iif(n % 2, 'own', 'partnership'), 'group', iif(n % 4, 'health', 'everyday')
      FROM temp.n WHERE n < 60;
    INSERT INTO enrolment(id, activity_id, client_id, state, starts, ends, end_reason)
      SELECT n + 1, (n % 10000 + n / 10000 * 7) % 60 + 1, n % 10000 + 1, iif(n % 4, 'enrolled', 'ended'),
        date('2015-09-01', (n % 300) || ' days'), iif(n % 4, NULL, date('2016-11-01', (n % 300) || ' days')),
        iif(n % 4, NULL, iif(n % 8, 'period_over', 'client_declines')) FROM temp.n WHERE n < 20000;
    INSERT INTO session(id, activity_id, on_day, state, anon_count)
      SELECT n + 1, n % 60 + 1, date('2016-01-01', (n / 60 * 7) || ' days'), 'held', iif(n % 10, NULL, n % 30)
      FROM temp.n WHERE n < 6000;
    INSERT OR IGNORE INTO attendance(session_id, client_id, enrolment_id, mark)
      SELECT n % 6000 + 1, e.client_id, e.id, CASE n % 10 WHEN 0 THEN 'no_show' WHEN 1 THEN 'excused' ELSE 'present' END
      FROM temp.n JOIN enrolment e ON e.id = n % 60 + 1 + 60 * (n / 6000 * 9 % 166)
      WHERE e.activity_id = n % 60 + 1;
    INSERT INTO goal(id, episode_id, text, theme, set_on, state, ended) SELECT n + 1, n % 10000 + 1, 'x',
      iif(n % 3, 'health', 'everyday'), date('2016-01-01', (n % 300) || ' days'), iif(n % 2, 'active', 'achieved'),
      iif(n % 2, NULL, date('2016-11-01', (n % 300) || ' days')) FROM temp.n WHERE n < 20000;
    INSERT INTO review(goal_id, due, held, state) SELECT n + 1, date('2016-04-01', (n % 300) || ' days'),
      iif(n % 4, date('2016-04-01', (n % 300 + n % 3 - 1) || ' days'), NULL), iif(n % 4, 'done', 'due') FROM temp.n WHERE n < 20000;
    INSERT INTO plan(episode_id, version, state, made_on) SELECT n + 1, 1, 'active', date('2016-02-01', (n % 300) || ' days')
      FROM temp.n WHERE n < 10000;
    INSERT INTO measure(client_id, on_day, instrument, part, tenths) SELECT n % 10000 + 1,
      date('2016-01-01', (n / 10000 * 180 + n % 90) || ' days'), 'work-ability', 'total', n % 100 FROM temp.n WHERE n < 30000;
";

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
#[ignore = "a measurement, which prints and asserts nothing"]
fn how_long_a_report_of_ten_thousand_clients_takes() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("large.db")).unwrap();
    let me = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.sign_in(me);
    store.write(|tx| Ok(tx.execute_batch(LARGE)?)).unwrap();
    let number = |sql: &str| store.reader().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    println!("{} clients, {} marks", number("SELECT count(*) FROM client"), number("SELECT count(*) FROM attendance"));
    let today = "2017-02-06".parse().unwrap();
    for (from, to) in [("2016-01-01", "2016-12-31"), ("2015-01-01", "2017-12-31")] {
        let scope = Asked::of(Span { from: from.parse().unwrap(), to: to.parse().unwrap() }, today);
        println!("{from} to {to}");
        for name in Name::ALL {
            for table in reports::tables(*name) {
                let query = Query::Report { name: *name, table, scope: scope.clone() };
                let ask = || {
                    let before = Instant::now();
                    store.answer(&query).unwrap();
                    before.elapsed()
                };
                let first = ask();
                let usual = median((0..5).map(|_| ask()).collect());
                println!("  {:<14} {table:<16} first {first:>9.1?}   median of five {usual:>9.1?}", name.key());
            }
        }
    }
}
