//! What the facts of several reports have in common: narrowing by worker, tier and theme, and words for lines.

use rusqlite::{Statement, ToSql};

use crate::domain::reports::Asked;
use crate::store::error::Result;

/// The lines that are words of a report itself.
pub const WORDS: &[&str] = &[
    "purchased",
    "cooperation",
    "own",
    "general",
    "onward",
    "registered",
    "age",
    "gender",
    "education",
    "employment",
    "benefit",
    "household",
    "referrer",
    "on-time",
    "late",
    "not-held",
    "to-come",
    "other-activity",
    "goes-on",
    "not-a-client",
    "no-worker",
];

/// Age bands, and the last year of each.
pub const AGES: &[(&str, u32)] = &[("0-17", 17), ("18-24", 24), ("25-29", 29), ("30-54", 54), ("55", u32::MAX)];

/// A membership that touches the period.
pub const IN_PERIOD: &str = "e.state IN ('enrolled', 'ended') AND e.starts <= :to AND coalesce(e.ends, :from) >= :from";

/// Fills in what stands in braces: `{own:x}` whose clients, `{person:x}` the same with tier and theme, for a column of
/// clients; `{activity:a}` for the alias of activities; `{lead:s,a}` and `{heads}` for counts of heads; `{worker:x}`, `{theme:x}` for
/// columns of workers and themes; `{period}` for memberships `e`; `{age:birth,day}` for a line of an age band.
pub fn filled(sql: &str, scope: &Asked) -> String {
    let mut text = String::with_capacity(sql.len() * 2);
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('{') {
        let (token, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&fragment(token, scope));
        rest = behind;
    }
    text + rest
}

fn fragment(token: &str, scope: &Asked) -> String {
    let (name, of) = token.split_once(':').unwrap_or((token, ""));
    match name {
        "own" => own(of, scope),
        "person" => [own(of, scope), took_part(of, scope), has_goal(of, scope)].join(" AND "),
        "activity" => {
            let tier = is_on(scope.tier.is_some(), || format!("{of}.tier = :tier"));
            let theme = is_on(scope.theme.is_some(), || format!("{of}.theme = :theme"));
            format!("{tier} AND {theme}")
        }
        "lead" => is_on(scope.worker.is_some(), || {
            let (session, activity) = of.split_once(',').unwrap_or((of, "a"));
            format!(
                "coalesce({session}.lead_id, (SELECT lead_id FROM series WHERE id = {session}.series_id), \
                 {activity}.lead_id) = :worker"
            )
        }),
        "heads" => is_on(scope.worker.is_some(), || {
            "coalesce(h.lead_id, (SELECT lead_id FROM series WHERE id = h.series_id), h.own_lead) = :worker".to_string()
        }),
        "worker" => is_on(scope.worker.is_some(), || format!("{of} = :worker")),
        "theme" => is_on(scope.theme.is_some(), || format!("{of} = :theme")),
        "took" => took_part(of, scope),
        "goals" => has_goal(of, scope),
        "period" => IN_PERIOD.to_string(),
        "age" => age(of),
        _ => String::new(),
    }
}

fn is_on(on: bool, condition: impl Fn() -> String) -> String {
    if on { condition() } else { "1".to_string() }
}

/// Somebody who had this own worker on one of the days.
fn own(client: &str, scope: &Asked) -> String {
    is_on(scope.worker.is_some(), || {
        format!(
            "{client} IN (SELECT p_.client_id FROM assignment w_ JOIN episode p_ ON p_.id = w_.episode_id \
             WHERE w_.worker_id = :worker AND w_.starts <= :to AND coalesce(w_.ends, :from) >= :from)"
        )
    })
}

fn took_part(client: &str, scope: &Asked) -> String {
    is_on(scope.tier.is_some(), || {
        format!(
            "{client} IN (SELECT e.client_id FROM enrolment e JOIN activity a_ ON a_.id = e.activity_id \
             WHERE a_.tier = :tier AND {IN_PERIOD})"
        )
    })
}

fn has_goal(client: &str, scope: &Asked) -> String {
    is_on(scope.theme.is_some(), || {
        format!(
            "{client} IN (SELECT p_.client_id FROM goal g_ JOIN episode p_ ON p_.id = g_.episode_id \
             WHERE g_.theme = :theme AND g_.set_on <= :to AND coalesce(g_.ended, :from) >= :from)"
        )
    })
}

/// Whole years between two days, as a band; NULL where the birth date is not known. Days read as numbers, 20170206,
/// are ten thousand apart for each year.
fn age(of: &str) -> String {
    let (birth, day) = of.split_once(',').unwrap_or((of, ":to"));
    let apart = format!("replace({day}, '-', '') - replace({birth}, '-', '')");
    let (last, bands) = AGES.split_last().map_or(("", &[][..]), |(last, bands)| (last.0, bands));
    let case = |(key, most): &(&str, u32)| format!("WHEN {apart} < {} THEN 'age:{key}' ", (most + 1) * 10_000);
    let cases: String = bands.iter().map(case).collect();
    format!("CASE WHEN {birth} IS NULL THEN NULL {cases}ELSE 'age:{last}' END")
}

/// Binds what the statement names of the scope.
pub fn bind(query: &mut Statement, scope: &Asked) -> Result<()> {
    let named: [(&str, &dyn ToSql); 6] = [
        (":from", &scope.span.from),
        (":to", &scope.span.to),
        (":today", &scope.today),
        (":worker", &scope.worker),
        (":tier", &scope.tier),
        (":theme", &scope.theme),
    ];
    for (name, value) in named {
        if let Some(at) = query.parameter_index(name)? {
            query.raw_bind_parameter(at, value)?;
        }
    }
    Ok(())
}
