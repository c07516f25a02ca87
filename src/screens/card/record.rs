//! All about the client as a file, for that client.

use crate::app::{Ctx, Effect};
use crate::domain::keyed::Keyed;
use crate::domain::record::Shape;
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::record::Record;
use crate::text::record::Outgoing;

/// The file, and the log's entry about it. Its name is nobody's.
pub fn written(record: &Record, shape: Shape, cx: &Ctx) -> Vec<Effect> {
    let outgoing = Outgoing { record, words: &cx.words, lists: &cx.lists, today: cx.today };
    let name = format!("{}.{}", say!(cx.words, "record-file"), shape.key());
    let trace = Trace::new(Act::Export, Seen::Record, record.client.0, vec![record.client]);
    vec![Effect::Trace(trace), Effect::WriteFile { name, content: outgoing.written(shape).into_bytes() }]
}
