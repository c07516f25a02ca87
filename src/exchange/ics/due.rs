//! A worker's own due dates out, for the worker's own calendar. That calendar may lie anywhere: a client is in it by
//! initials only, and nothing that was written about anybody is.

use chrono::NaiveDate;

use super::content::Writer;
use super::export::suffix;
use crate::domain::due::DueLine;
use crate::domain::text::clean_line;
use crate::store::{Result, Store, programme};
use crate::text::Words;

/// Whole days, one event a line; a line that is put off stands on the day on which it is back. The same line has the
/// same UID for as long as it is about the same, on whatever day it falls.
///
/// # Errors
/// The store's own.
pub fn export(store: &Store, lines: &[DueLine], words: &Words, today: NaiveDate) -> Result<String> {
    let suffix = suffix(&programme::began(store.reader())?);
    let mut out = Writer::default();
    out.begin("VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//Rinnalla//Rinnalla//FI");
    out.put("CALSCALE", "GREGORIAN");
    out.put("X-WR-CALNAME", "Rinnalla");
    for line in lines {
        let day = line.snooze.as_ref().filter(|_| line.is_away(today)).map_or(line.day, |snooze| snooze.until);
        let key: String =
            line.key().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        out.begin("VEVENT");
        out.put("UID", &format!("due-{}-{key}{suffix}", line.rule.key));
        out.put("DTSTAMP", &today.format("%Y%m%dT000000Z").to_string());
        out.put_with("DTSTART", ("VALUE", "DATE"), &day.format("%Y%m%d").to_string());
        out.put("SUMMARY", &summary(line, words));
        out.put("TRANSP", "TRANSPARENT");
        out.end("VEVENT");
    }
    out.end("VCALENDAR");
    Ok(out.into_text())
}

/// "toimeenpano viimeistään: M.T."; a session's or a service's line by its activity, whose name is in the programme.
fn summary(line: &DueLine, words: &Words) -> String {
    let rule = words.due_rule(line.rule);
    let about = match (&line.subject.client, &line.subject.activity) {
        (Some((_, name)), _) => initials(name),
        (None, Some((_, activity))) => clean_line(activity),
        (None, None) => return rule,
    };
    format!("{rule}: {about}")
}

/// "M.T." of "Mäkinen Toivo".
fn initials(name: &str) -> String {
    let first = name.split_whitespace().filter_map(|word| word.chars().next());
    first.flat_map(|letter| [letter, '.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_initials() {
        assert_eq!(initials("Mäkinen Toivo"), "M.T.");
        assert_eq!(initials("Ström-Åkerlund Anna Maria"), "S.A.M.");
    }
}
