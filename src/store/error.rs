//! What can go wrong with the file, in kinds that a message can be written for.

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::domain::attendance::Mark;
use crate::domain::rights::Right;

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The texts are for engineers; what people read comes from the message files by [`StoreError::key`].
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("no file there")]
    Missing,
    #[error("something is there already")]
    Exists,
    #[error("not a file of ours")]
    NotOurs,
    #[error("made by a newer program (version {0})")]
    Newer(i64),
    #[error("a newer program has changed the file")]
    Upgraded,
    #[error("read only")]
    ReadOnly,
    #[error("cannot be opened")]
    CannotOpen,
    #[error("on another machine's disk")]
    NetworkDisk,
    #[error("the bundled SQLite {0} has a known corruption bug")]
    OldSqlite(String),
    #[error("somebody else has held the file for ten seconds")]
    Busy,
    #[error("the disk is full")]
    DiskFull,
    #[error("changed by somebody else meanwhile")]
    Stale,
    #[error("no such row any more")]
    Gone,
    #[error("no seat left")]
    Full,
    #[error("the register is closed")]
    RegisterClosed,
    #[error("has a spell there already")]
    AlreadyIn,
    #[error("others have waited longer")]
    OthersWait,
    #[error("marks would be outside the spell")]
    MarksOutside,
    #[error("the appointment is taken")]
    SlotTaken,
    #[error("has a mark there")]
    Marked,
    /// A colleague's mark that was not on the screen yet.
    #[error("marked by somebody else meanwhile")]
    MarkedMeanwhile { who: String, theirs: Option<Mark>, mine: Option<Mark> },
    #[error("the reference is taken")]
    RefTaken,
    #[error("the activity's name is taken")]
    NameTaken,
    #[error("there is a live customership already")]
    LiveEpisode,
    #[error("measured with this instrument on this day already")]
    AlreadyMeasured,
    #[error("still the own worker of {0} clients")]
    OwnsClients(i64),
    #[error("the customership is over")]
    Over,
    #[error("what is over is changed by a correction only")]
    Settled,
    #[error("neither a final review nor a reason why there is none")]
    NoFinalReview,
    #[error("not a worker, or not any more")]
    NoAccess,
    #[error("the role has no such right: {0:?}")]
    Forbidden(Right),
    #[error("restricted to others")]
    Restricted,
    #[error("no client has this reference")]
    NoSuchReference,
    #[error("opened by the very worker")]
    OwnOpening,
    #[error("the time of {0}'s record is not over")]
    StillKept(String),
    #[error("of that year only figures are left")]
    OnlyFigures,
    #[error("nothing to undo")]
    NothingToUndo,
    #[error("changed after the change that was to be undone")]
    ChangedSince,
    #[error("the record has been merged into another one")]
    Merged,
    #[error("rows of {0} have been moved on since the merge")]
    Moved(&'static str),
    /// The file is another one since it was read.
    #[error("the file was put back from a copy meanwhile")]
    Restored,
    #[error("the copy is not good: {0}")]
    BadCopy(String),
    /// It would have been changed as a whole.
    #[error("no copy could be taken first: {0}")]
    NoCopy(Box<StoreError>),
    #[error("not allowed by the rules of the file: {0}")]
    Refused(String),
    #[error("the file is damaged")]
    Damaged,
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
    #[error("migration: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl StoreError {
    /// Every key that there is.
    pub const KEYS: &[&str] = &[
        "missing",
        "exists",
        "not-ours",
        "newer",
        "upgraded",
        "read-only",
        "cannot-open",
        "network-disk",
        "old-sqlite",
        "busy",
        "disk-full",
        "stale",
        "gone",
        "full",
        "register-closed",
        "already-in",
        "others-wait",
        "marks-outside",
        "slot-taken",
        "marked",
        "marked-meanwhile",
        "ref-taken",
        "name-taken",
        "live-episode",
        "already-measured",
        "owns-clients",
        "over",
        "settled",
        "no-final-review",
        "no-access",
        "forbidden",
        "restricted",
        "no-such-reference",
        "own-opening",
        "still-kept",
        "only-figures",
        "nothing-to-undo",
        "changed-since",
        "merged",
        "moved",
        "restored",
        "bad-copy",
        "no-copy",
        "refused",
        "damaged",
        "unexpected",
    ];

    /// Names the message (`error-<key>`) that says what happened and what to do.
    pub fn key(&self) -> &'static str {
        match self {
            StoreError::Missing => "missing",
            StoreError::Exists => "exists",
            StoreError::NotOurs => "not-ours",
            StoreError::Newer(_) => "newer",
            StoreError::Upgraded => "upgraded",
            StoreError::ReadOnly => "read-only",
            StoreError::CannotOpen | StoreError::Io(_) => "cannot-open",
            StoreError::NetworkDisk => "network-disk",
            StoreError::OldSqlite(_) => "old-sqlite",
            StoreError::Busy => "busy",
            StoreError::DiskFull => "disk-full",
            StoreError::Stale => "stale",
            StoreError::Gone => "gone",
            StoreError::Full => "full",
            StoreError::RegisterClosed => "register-closed",
            StoreError::AlreadyIn => "already-in",
            StoreError::OthersWait => "others-wait",
            StoreError::MarksOutside => "marks-outside",
            StoreError::SlotTaken => "slot-taken",
            StoreError::Marked => "marked",
            StoreError::MarkedMeanwhile { .. } => "marked-meanwhile",
            StoreError::RefTaken => "ref-taken",
            StoreError::NameTaken => "name-taken",
            StoreError::LiveEpisode => "live-episode",
            StoreError::AlreadyMeasured => "already-measured",
            StoreError::OwnsClients(_) => "owns-clients",
            StoreError::Over => "over",
            StoreError::Settled => "settled",
            StoreError::NoFinalReview => "no-final-review",
            StoreError::NoAccess => "no-access",
            StoreError::Forbidden(_) => "forbidden",
            StoreError::Restricted => "restricted",
            StoreError::NoSuchReference => "no-such-reference",
            StoreError::OwnOpening => "own-opening",
            StoreError::StillKept(_) => "still-kept",
            StoreError::OnlyFigures => "only-figures",
            StoreError::NothingToUndo => "nothing-to-undo",
            StoreError::ChangedSince => "changed-since",
            StoreError::Merged => "merged",
            StoreError::Moved(_) => "moved",
            StoreError::Restored => "restored",
            StoreError::BadCopy(_) => "bad-copy",
            StoreError::NoCopy(_) => "no-copy",
            StoreError::Refused(_) => "refused",
            StoreError::Damaged => "damaged",
            StoreError::Sqlite(_) | StoreError::Migration(_) => "unexpected",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, text) = &error else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => StoreError::Gone,
                other => StoreError::Sqlite(other),
            };
        };
        let text = text.as_deref().unwrap_or_default();
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::DiskFull => StoreError::DiskFull,
            ErrorCode::ReadOnly => StoreError::ReadOnly,
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::CannotOpen,
            ErrorCode::NotADatabase => StoreError::NotOurs,
            ErrorCode::DatabaseCorrupt => StoreError::Damaged,
            ErrorCode::ConstraintViolation => match text {
                "full" => StoreError::Full,
                "register closed" => StoreError::RegisterClosed,
                "spells overlap" => StoreError::AlreadyIn,
                "spell over" => StoreError::Stale,
                "marked" => StoreError::Marked,
                "over" => StoreError::Settled,
                "no final review" => StoreError::NoFinalReview,
                _ if text.contains("enrolment.activity_id") => StoreError::AlreadyIn,
                _ if text.contains("booking.session_id") => StoreError::SlotTaken,
                _ if text.contains("client.ref") => StoreError::RefTaken,
                _ if text.contains("activity.name") => StoreError::NameTaken,
                _ if text.contains("episode.client_id") => StoreError::LiveEpisode,
                _ => StoreError::Refused(text.to_string()),
            },
            _ => StoreError::Sqlite(error),
        }
    }
}
