//! What of a client's record is told, and how: a part for each table, a line for each column. A test walks the schema,
//! so that neither a table nor a column is forgotten.

/// How a value is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Text, a time or a number, as it stands.
    Plain,
    Day,
    YesNo,
    /// By a code list.
    Code(&'static str),
    /// A word of a closed set: the message `<set>-<key>`.
    Word(&'static str),
    Tenths,
    Worker,
    Activity,
    /// The day and the activity of a session.
    Session,
    /// The text of a goal.
    Goal,
    /// A time of day.
    Clock,
    /// A score, in the words of the scale that its row names.
    Score,
    /// The rule of a due line.
    Rule,
}

/// A column that is told, under the message that is its label.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub column: &'static str,
    pub label: &'static str,
    pub way: As,
}

/// What a part looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Each row a heading of its own, which is its first column.
    Headed,
    /// Each row its fields.
    Fields,
    /// Each row a row.
    Table,
}

/// A table of the record; the message `record-<table>` heads it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub table: &'static str,
    /// The table below whose rows it stands, by this column.
    pub under: Option<(&'static str, &'static str)>,
    pub look: Look,
    /// The column that its rows come in the order of.
    pub by: &'static str,
    pub told: &'static [Told],
    /// Columns that say nothing more to people: numbers of rows, and what the program makes of other columns.
    pub untold: &'static [&'static str],
    /// Where there is nothing, not even that is told.
    pub quiet: bool,
}

const fn told(column: &'static str, label: &'static str, way: As) -> Told {
    Told { column, label, way }
}

const fn part(
    table: &'static str,
    look: Look,
    by: &'static str,
    told: &'static [Told],
    untold: &'static [&'static str],
) -> Part {
    Part { table, under: None, look, by, told, untold, quiet: false }
}

const fn below(above: &'static str, column: &'static str, part: Part) -> Part {
    Part { under: Some((above, column)), quiet: true, ..part }
}

const fn quiet(part: Part) -> Part {
    Part { quiet: true, ..part }
}

use As::{Activity, Clock, Code, Day, Goal, Plain, Rule, Score, Session, Tenths, Word, Worker, YesNo};
use Look::{Fields, Headed, Table};

/// Every part, in the order of the page.
pub const PARTS: &[Part] = &[
    part(
        "client",
        Fields,
        "id",
        &[
            told("family_name", "field-family-name", Plain),
            told("given_name", "field-given-name", Plain),
            told("ref", "field-reference", Plain),
            told("birth_date", "field-birth-date", Day),
            told("phone", "field-phone", Plain),
            told("email", "field-email", Plain),
            told("address", "field-address", Plain),
            told("postcode", "field-postcode", Plain),
            told("municipality", "field-municipality", Plain),
            told("language", "field-language", Code("language")),
            told("gender", "field-gender", Code("gender")),
            told("education", "field-education", Code("education")),
            told("employment", "field-employment", Code("employment")),
            told("household", "field-household", Code("household")),
            told("benefit", "field-benefit", Code("benefit")),
            told("bus_card", "field-bus-card", YesNo),
            told("non_disclosure", "field-non-disclosure", YesNo),
            told("non_disclosure_until", "field-non-disclosure-until", Day),
            told("restricted", "field-restricted", YesNo),
        ],
        &["sort_key", "fold_key", "merged_into"],
    ),
    part(
        "episode",
        Headed,
        "pending_since",
        &[
            told("pending_since", "field-pending-since", Day),
            told("state", "field-state", Word("episode")),
            told("came_by", "field-came-by", Code("came_by")),
            told("referrer", "field-referrer", Code("referrer")),
            told("consent_on", "field-consent-on", Day),
            told("urgent", "field-urgent", YesNo),
            told("need_clarified", "field-need-clarified", Day),
            told("opened", "field-opened", Day),
            told("service_began", "field-service-began", Day),
            told("closed", "field-closed", Day),
            told("close_reason", "field-close-reason", Code("close_reason")),
            told("outcome", "field-outcome", Code("outcome")),
            told("onward", "field-onward", Code("onward")),
            told("final_waiver", "field-final-waiver", Code("final_waiver")),
        ],
        &["client_id"],
    ),
    below(
        "episode",
        "episode_id",
        part(
            "assignment",
            Table,
            "starts",
            &[
                told("worker_id", "field-own-worker", Worker),
                told("starts", "record-from", Day),
                told("ends", "record-to", Day),
            ],
            &["episode_id"],
        ),
    ),
    below(
        "episode",
        "episode_id",
        part(
            "goal",
            Headed,
            "set_on",
            &[
                told("text", "field-goal-text", Plain),
                told("set_on", "field-set-on", Day),
                told("target", "field-target", Plain),
                told("theme", "field-theme", Code("theme")),
                told("means", "field-means", Plain),
                told("responsible", "field-responsible", Word("responsible")),
                told("scale", "field-scale", Word("scale")),
                told("review_months", "field-review-months", Plain),
                told("state", "field-goal-state", Word("goal")),
                told("ended", "field-ended", Day),
                told("drop_reason", "field-drop-reason", Plain),
            ],
            &["episode_id"],
        ),
    ),
    below(
        "goal",
        "goal_id",
        part(
            "review",
            Fields,
            "due",
            &[
                told("due", "record-due", Day),
                told("held", "field-held", Day),
                told("state", "field-state", Word("record-review")),
                told("client_score", "field-client-score", Score),
                told("worker_score", "field-worker-score", Score),
                told("scale", "field-scale", Word("scale")),
                told("assessment", "field-assessment", Plain),
                told("first_due", "record-first-due", Day),
                told("postpone_reason", "record-postponed", Plain),
            ],
            &["goal_id", "meeting_id"],
        ),
    ),
    below(
        "episode",
        "episode_id",
        part(
            "meeting",
            Headed,
            "held",
            &[
                told("held", "field-held", Day),
                told("kind", "field-kind", Word("meeting")),
                told("took_part", "field-took-part", Plain),
                told("helped", "field-helped", Plain),
                told("hindered", "field-hindered", Plain),
                told("summary", "field-summary", Plain),
            ],
            &["episode_id"],
        ),
    ),
    below(
        "episode",
        "episode_id",
        part(
            "plan",
            Headed,
            "version",
            &[
                told("version", "record-version", Plain),
                told("made_on", "field-made-on", Day),
                told("state", "field-state", Word("plan")),
                told("strengths", "field-strengths", Plain),
                told("factors", "field-factors", Plain),
                told("services", "field-other-services", Plain),
                told("rhythm", "field-rhythm", Plain),
                told("agreed", "field-agreed", Plain),
                told("dissent", "field-dissent", Plain),
                told("review_on", "field-plan-review", Day),
            ],
            &["episode_id"],
        ),
    ),
    below(
        "plan",
        "plan_id",
        part("plan_goal", Fields, "id", &[told("text", "field-goal-text", Plain)], &["plan_id", "goal_id"]),
    ),
    below(
        "episode",
        "episode_id",
        part(
            "decision",
            Headed,
            "decided_on",
            &[
                told("about", "field-decision-about", Plain),
                told("number", "field-decision-number", Plain),
                told("decided_on", "field-decided-on", Day),
                told("valid_from", "field-decision-from", Day),
                told("valid_to", "field-decision-to", Day),
            ],
            &["episode_id", "replaces"],
        ),
    ),
    part(
        "measure",
        Table,
        "on_day",
        &[
            told("on_day", "field-on-day", Day),
            told("instrument", "field-instrument", Word("instrument")),
            told("part", "record-measured", Word("measure-part")),
            told("tenths", "record-score", Tenths),
        ],
        &["client_id"],
    ),
    part(
        "enrolment",
        Fields,
        "starts",
        &[
            told("activity_id", "record-activity", Activity),
            told("state", "field-state", Word("enrolment")),
            told("queued_at", "record-queued", Day),
            told("ahead_reason", "field-ahead", Plain),
            told("offer_expires", "field-offer-until", Day),
            told("starts", "record-from", Day),
            told("ends", "record-to", Day),
            told("end_reason", "field-close-reason", Code("end_reason")),
            told("goal_id", "field-spell-goal", Goal),
        ],
        &["client_id", "queue_rank"],
    ),
    part(
        "attendance",
        Table,
        "session_id",
        &[told("session_id", "record-session", Session), told("mark", "record-mark", Word("mark"))],
        &["client_id", "enrolment_id"],
    ),
    part(
        "booking",
        Table,
        "session_id",
        &[told("session_id", "record-session", Session), told("starts_at", "record-clock", Clock)],
        &["client_id"],
    ),
    part(
        "absence_notice",
        Table,
        "starts",
        &[
            told("starts", "record-from", Day),
            told("ends", "record-to", Day),
            told("told_on", "record-told", Day),
            told("reason", "field-reason", Code("absence_reason")),
        ],
        &["client_id"],
    ),
    part(
        "recommendation",
        Table,
        "on_day",
        &[
            told("on_day", "field-on-day", Day),
            told("activity_id", "record-activity", Activity),
            told("worker_id", "record-worker", Worker),
        ],
        &["client_id"],
    ),
    part(
        "note",
        Headed,
        "on_day",
        &[
            told("on_day", "field-on-day", Day),
            told("channel", "field-channel", Code("channel")),
            told("author_id", "record-worker", Worker),
            told("session_id", "record-session", Session),
            told("body", "field-body", Plain),
            told("follow_up_on", "field-follow-up-on", Day),
            told("follow_up_what", "field-follow-up-what", Plain),
            told("follow_up_for", "field-follow-up-for", Worker),
            told("follow_up_done", "record-done", Day),
        ],
        &["client_id"],
    ),
    quiet(part(
        "snooze",
        Fields,
        "until",
        &[
            told("rule", "record-rule", Rule),
            told("until", "field-snooze-until", Day),
            told("reason", "field-snooze-reason", Plain),
            told("worker_id", "record-worker", Worker),
        ],
        &["client_id", "target"],
    )),
    quiet(part(
        "client_access",
        Fields,
        "granted_on",
        &[
            told("worker_id", "record-worker", Worker),
            told("kind", "record-access", Word("record-access")),
            told("granted_by", "record-by", Worker),
            told("granted_on", "record-from", Day),
            told("until", "record-to", Day),
            told("reason", "field-reason", Plain),
            told("noted_by", "record-noted", Worker),
            told("noted_on", "record-noted-on", Day),
        ],
        &["client_id"],
    )),
    quiet(part(
        "merge",
        Table,
        "on_day",
        &[
            told("on_day", "field-on-day", Day),
            told("worker_id", "record-worker", Worker),
            told("undone_on", "record-undone", Day),
        ],
        &["from_client", "to_client", "tx"],
    )),
    quiet(part(
        "apart",
        Table,
        "on_day",
        &[told("on_day", "field-on-day", Day), told("worker_id", "record-worker", Worker)],
        &["one_id", "other_id"],
    )),
];

/// Words of sets that only the file's schema knows: the states of a review, the kinds of a naming.
const WORDS: &[(&str, &[&str])] =
    &[("record-review", &["due", "done", "cancelled"]), ("record-access", &["named", "break_glass"])];

/// The name of every message that is put together from these tables, for the tests of the message files.
pub fn message_names() -> Vec<String> {
    let headings = PARTS.iter().map(|part| format!("record-{}", part.table));
    let labels = PARTS.iter().flat_map(|part| part.told).map(|told| told.label.to_string());
    let words = WORDS.iter().flat_map(|(set, keys)| keys.iter().map(move |key| format!("{set}-{key}")));
    headings.chain(labels).chain(words).collect()
}
