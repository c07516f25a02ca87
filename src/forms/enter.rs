//! Somebody comes to an activity: as a member, into the queue, or for this once.

use chrono::NaiveDate;

use super::newcomer::Newcomer;
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::activity::Kind;
use crate::domain::attendance::Slot;
use crate::domain::dates::Lean;
use crate::domain::ids::{ActivityId, ClientId};
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::entering::{Entering, How, Who};
use crate::store::request::{Answer, Query};
use crate::store::seats::{Joined, Queue};

/// Somebody who is in no file yet.
pub const NEW: &str = "enter-new";

/// The activity one comes to.
#[derive(Clone, Copy)]
pub struct Door {
    pub activity: ActivityId,
    /// A session that takes place, to be marked present at.
    pub session: Option<Slot>,
    /// The first day of a membership, as a proposal.
    pub from: Option<NaiveDate>,
    /// Only the queue is meant.
    pub to_queue: bool,
}

/// Who comes, and as what.
pub struct EnterForm {
    door: Door,
    who: Known,
    queue: Option<Box<Queue>>,
}

enum Known {
    Client(ClientId, String),
    New(Newcomer),
}

impl EnterForm {
    /// A client of the file.
    pub fn client(door: Door, client: ClientId, name: String) -> EnterForm {
        EnterForm { door, who: Known::Client(client, name), queue: None }
    }

    /// Somebody new, with what has been typed of the name.
    pub fn newcomer(door: Door, typed: String) -> EnterForm {
        EnterForm { door, who: Known::New(Newcomer::named(typed)), queue: None }
    }

    /// Somebody new, from a draft: the session that it was about is over by now.
    pub fn somebody_new(activity: ActivityId) -> EnterForm {
        let door = Door { activity, session: None, from: None, to_queue: false };
        EnterForm::newcomer(door, String::new())
    }

    /// What people usually come as: to a group as members, to what is open as visitors.
    fn usual(&self) -> &'static str {
        let kind = self.queue.as_ref().map(|queue| queue.activity.fields.kind);
        match (self.door.to_queue, kind, self.door.session) {
            (true, ..) => QUEUED,
            (_, Some(Kind::Open | Kind::Appointment), Some(_)) => VISITOR,
            _ => MEMBER,
        }
    }

    fn others_wait(&self) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.seats.others_wait())
    }
}

const MEMBER: &str = "member";
const VISITOR: &str = "visitor";
const QUEUED: &str = "queued";

impl Form for EnterForm {
    fn draft_key(&self) -> Option<DraftKey> {
        let new = matches!(self.who, Known::New(_));
        new.then(|| DraftKey { form: NEW.into(), target: self.door.activity.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        let activity = self.queue.as_ref().map(|queue| queue.activity.fields.name.as_str()).unwrap_or_default();
        match &self.who {
            Known::Client(_, name) => format!("{activity}: {name}"),
            Known::New(_) => format!("{activity}: {}", say!(cx.words, "form-enter-new")),
        }
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let queue = Query::Queue { activity: self.door.activity, today: cx.today };
        match self.who {
            Known::Client(..) => vec![queue],
            Known::New(_) => vec![queue, Newcomer::query(cx)],
        }
    }

    fn take(&mut self, answer: Answer) {
        match (answer, &mut self.who) {
            (Answer::Queue(queue), _) => self.queue = Some(queue),
            (answer, Known::New(who)) => who.take(answer),
            _ => {}
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let seats = self.queue.as_ref()?.seats;
        let waiting = i64::from(seats.waiting);
        if seats.is_full() {
            return Some(say!(cx.words, "enter-full", seats = cx.words.seats(seats), waiting = waiting));
        }
        self.others_wait().then(|| say!(cx.words, "enter-others-wait", waiting = waiting))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let choice = |key: &str, label: String| Choice { key: key.into(), label };
        let full = self.queue.as_ref().is_some_and(|queue| queue.seats.is_full());
        let member = if full { say!(words, "enter-member-full") } else { say!(words, "enter-member") };
        let mut choices = vec![choice(MEMBER, member)];
        if self.door.session.is_some() {
            choices.push(choice(VISITOR, say!(words, "enter-visitor")));
        }
        choices.push(choice(QUEUED, say!(words, "enter-queued")));
        let mut fields = match &self.who {
            Known::New(who) => who.fields(cx).into(),
            Known::Client(..) => Vec::new(),
        };
        fields.push(Field::choice("how", say!(words, "field-enter-as"), choices, self.usual()).required());
        if !full {
            let from = self.door.from.unwrap_or(cx.today);
            fields.push(Field::date("from", say!(words, "field-member-from"), Some(from), Lean::Near).required());
        }
        if self.others_wait() {
            fields.push(Field::line("ahead", say!(words, "field-ahead"), ""));
        }
        fields
    }

    fn starts_at(&self) -> usize {
        match &self.who {
            Known::New(who) => who.starts_at(),
            Known::Client(..) => 0,
        }
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let today = reader.cx.today;
        let how = match reader.text("how").as_deref() {
            Some(VISITOR) => How::Visitor,
            Some(QUEUED) => How::Queued,
            _ => {
                let from = reader.date("from").unwrap_or(today);
                How::Member { from, ahead: reader.text("ahead"), goal: None }
            }
        };
        let who = match &self.who {
            Known::Client(client, _) => Who::Known(*client),
            Known::New(who) => who.read(&mut reader),
        };
        // Who only queues has not come.
        let present_at = self.door.session.filter(|_| how != How::Queued);
        let entering = Entering { activity: self.door.activity, who, how, present_at, today };
        reader.finish(Submit::Change(Box::new(Change::Enter(Box::new(entering)))))
    }

    fn saved(&self, made: Made, reader: &Reader<'_>) -> String {
        let words = &reader.cx.words;
        let name = match &self.who {
            Known::Client(_, name) => name.clone(),
            Known::New(_) => {
                let parts = [reader.text("family_name"), reader.text("given_name")];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        };
        match made {
            Made::Entered(Some(Joined::Member)) => say!(words, "entered-member", name = name),
            Made::Entered(Some(Joined::Queued(place))) => {
                say!(words, "entered-queued", name = name, place = i64::try_from(place).unwrap_or(i64::MAX))
            }
            _ => say!(words, "entered-visitor", name = name),
        }
    }
}
