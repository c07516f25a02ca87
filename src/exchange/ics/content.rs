//! Content lines, and the components that they make up.

use icalendar::Property;

use super::{FileFault, MOST_BYTES};
use crate::exchange::fault::{Fault, Wrong};

/// A longer line holds no date and no name.
const MOST_IN_A_LINE: usize = 64 * 1024;

/// An alarm within an event within a calendar is the deepest that there is.
const DEEPEST: usize = 8;

const MOST_EVENTS: usize = 5_000;

/// A property with its parameters.
#[derive(Debug, Clone)]
pub struct Line(pub Property);

impl Line {
    pub fn name(&self) -> &str {
        self.0.key()
    }

    pub fn value(&self) -> &str {
        self.0.value()
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.0.params().get(name).map(icalendar::Parameter::value)
    }
}

/// An event as the file writes it.
#[derive(Debug)]
pub struct Component {
    pub number: u64,
    pub lines: Vec<Line>,
}

impl Component {
    /// The first property of a name.
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.all(name).next()
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.name() == name)
    }
}

/// What a file holds: the properties of its calendars, and the events. Tasks, alarms and other parts are passed over.
#[derive(Debug, Default)]
pub struct Content {
    pub calendar: Vec<Line>,
    pub events: Vec<Component>,
}

/// Reads the lines of a file.
///
/// # Errors
/// Every line that cannot be read; what makes the file no calendar at all.
pub fn read(bytes: &[u8]) -> Result<Content, Vec<Fault>> {
    if bytes.len() > MOST_BYTES {
        return Err(vec![fault(1, FileFault::TooBig, String::new())]);
    }
    let mut reader = Reader::default();
    let mut faults = Vec::new();
    for (number, line) in unfolded(bytes) {
        if let Err(wrong) = str::from_utf8(&line).map_err(|_| Wrong::NotUtf8).and_then(|line| reader.take(number, line))
        {
            faults.push(Fault::of_line(number, wrong));
        }
    }
    if let Some((number, name)) = reader.open.first() {
        faults.push(fault(*number, FileFault::Unclosed, name.clone()));
    }
    if !reader.is_calendar {
        faults = vec![fault(1, FileFault::NotCalendar, String::new())];
    }
    if reader.content.events.len() > MOST_EVENTS {
        faults = vec![fault(1, FileFault::TooMany, MOST_EVENTS.to_string())];
    }
    if faults.is_empty() { Ok(reader.content) } else { Err(faults) }
}

fn fault(line: u64, wrong: FileFault, found: String) -> Fault {
    Fault { found, ..Fault::of_line(line, Wrong::Calendar(wrong)) }
}

/// Lines with what was folded onto the next ones, and their numbers. Bytes and not letters: some programs fold in the
/// middle of a letter.
fn unfolded(bytes: &[u8]) -> Vec<(u64, Vec<u8>)> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut lines: Vec<(u64, Vec<u8>)> = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.first(), lines.last_mut()) {
            (None, _) => {}
            (Some(b' ' | b'\t'), Some((_, last))) => last.extend_from_slice(&line[1..]),
            _ => lines.push((number, line.to_vec())),
        }
    }
    lines
}

#[derive(Default)]
struct Reader {
    content: Content,
    /// The parts that have begun and not yet ended, and where.
    open: Vec<(u64, String)>,
    is_calendar: bool,
}

impl Reader {
    fn take(&mut self, number: u64, line: &str) -> Result<(), Wrong> {
        if line.len() > MOST_IN_A_LINE {
            return Err(Wrong::Calendar(FileFault::LongLine));
        }
        let (name, rest) = line.split_at(line.find([':', ';']).unwrap_or(line.len()));
        let part = || rest.get(1..).unwrap_or_default().trim().to_ascii_uppercase();
        match name.to_ascii_uppercase().as_str() {
            "BEGIN" => self.begin(number, part()),
            "END" => self.end(&part()),
            name if !self.open.is_empty() => self.property(&format!("{name}{rest}")),
            _ => Err(Wrong::Calendar(FileFault::BadLine)),
        }
    }

    fn begin(&mut self, number: u64, name: String) -> Result<(), Wrong> {
        if self.open.len() == DEEPEST {
            return Err(Wrong::Calendar(FileFault::Unclosed));
        }
        self.is_calendar |= self.open.is_empty() && name == "VCALENDAR";
        self.open.push((number, name));
        if self.within() == ["VCALENDAR", "VEVENT"] {
            self.content.events.push(Component { number, lines: Vec::new() });
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Wrong> {
        match self.open.pop() {
            Some((_, open)) if open == name => Ok(()),
            _ => Err(Wrong::Calendar(FileFault::Unclosed)),
        }
    }

    fn within(&self) -> Vec<&str> {
        self.open.iter().map(|(_, name)| name.as_str()).collect()
    }

    fn property(&mut self, text: &str) -> Result<(), Wrong> {
        let lines = match self.within().as_slice() {
            ["VCALENDAR"] => &mut self.content.calendar,
            ["VCALENDAR", "VEVENT"] => match self.content.events.last_mut() {
                Some(event) => &mut event.lines,
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let property: Property = text.parse().map_err(|_| Wrong::Calendar(FileFault::BadLine))?;
        // What the reader makes nothing of it takes for a property without a value.
        if property.value().is_empty() && !text.ends_with(':') {
            return Err(Wrong::Calendar(FileFault::BadLine));
        }
        lines.push(Line(property));
        Ok(())
    }
}

// ------------------------------------------------------------------ out

/// A calendar in the making.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    pub fn begin(&mut self, part: &str) {
        self.write(Property::new("BEGIN", part));
    }

    pub fn end(&mut self, part: &str) {
        self.write(Property::new("END", part));
    }

    pub fn put(&mut self, name: &str, value: &str) {
        self.write(Property::new(name, value));
    }

    /// A property with one parameter.
    pub fn put_with(&mut self, name: &str, (parameter, is): (&str, &str), value: &str) {
        self.write(Property::new(name, value).add_parameter(parameter, is).done());
    }

    fn write(&mut self, property: Property) {
        let line: Result<String, _> = property.try_into();
        self.text.push_str(&line.expect("a string can be written to"));
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(lines: &str) -> String {
        format!("BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR\r\n")
    }

    fn faults(bytes: &[u8]) -> Vec<(u64, Wrong)> {
        read(bytes).unwrap_err().into_iter().map(|fault| (fault.line, fault.wrong)).collect()
    }

    #[test]
    fn lines_are_read_however_they_are_folded_and_named() {
        let text = "\u{feff}begin:vcalendar\n\nBEGIN:VEVENT\r\nsummary;LANGUAGE=fi:Hyv\r\n än \r\n\tmielen\\, arki\\nja\r\n\
            BEGIN:VALARM\r\nSUMMARY:ei tämä\r\nEND:VALARM\r\nDTSTART;TZID=\"Europe/Helsinki\":20170110T140000\r\n\
            END:VEVENT\r\nX-WR-CALNAME:Opisto\r\nend:vcalendar";
        let content = read(text.as_bytes()).unwrap();
        let [event] = content.events.as_slice() else { panic!("one event") };
        let lines: Vec<_> = event.lines.iter().map(|line| (line.name(), line.value())).collect();
        assert_eq!(lines, [("SUMMARY", "Hyvän mielen, arki\nja"), ("DTSTART", "20170110T140000")]);
        assert_eq!(event.number, 3);
        assert_eq!(event.line("DTSTART").unwrap().parameter("TZID"), Some("Europe/Helsinki"));
        assert_eq!(content.calendar[0].value(), "Opisto");
    }

    #[test]
    fn a_letter_may_be_folded_in_its_middle() {
        let mut bytes = b"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Hyv\xc3\r\n \xa4n\r\nEND:VCALENDAR\r\n".to_vec();
        assert_eq!(read(&bytes).unwrap().calendar[0].value(), "Hyvän");
        bytes.retain(|byte| *byte != 0xa4);
        assert_eq!(faults(&bytes), [(2, Wrong::NotUtf8)]);
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        let wrong = |fault| Wrong::Calendar(fault);
        for text in ["", "name,tier\nx,y\n", "BEGIN:VCARD\r\nEND:VCARD\r\n", "SUMMARY:x"] {
            assert_eq!(faults(text.as_bytes()), [(1, wrong(FileFault::NotCalendar))], "{text}");
        }
        assert_eq!(faults(&vec![b'x'; MOST_BYTES + 1]), [(1, wrong(FileFault::TooBig))]);
        for (lines, line, fault) in [
            ("BEGIN:VEVENT", 1, FileFault::Unclosed),
            ("END:VEVENT", 2, FileFault::Unclosed),
            ("SUM MARY:x", 2, FileFault::BadLine),
            ("SUMMARY", 2, FileFault::BadLine),
            ("=1+1", 2, FileFault::BadLine),
        ] {
            let found = faults(calendar(lines).as_bytes());
            assert!(found.contains(&(line, wrong(fault))), "{lines}: {found:?}");
        }
        let long = faults(calendar(&format!("SUMMARY:{}", "ä".repeat(40_000))).as_bytes());
        assert_eq!(long, [(2, wrong(FileFault::LongLine))]);
        let many = calendar(&"BEGIN:VEVENT\nEND:VEVENT\n".repeat(MOST_EVENTS + 1));
        assert_eq!(faults(many.as_bytes()), [(1, wrong(FileFault::TooMany))]);
    }

    #[test]
    fn a_heap_of_parts_within_parts_is_no_trouble() {
        let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(300_000));
        assert!(faults(deep.as_bytes()).len() > 200_000);
    }

    #[test]
    fn lines_are_folded_and_escaped() {
        let mut writer = Writer::default();
        let name = "Käsityö; puu, metalli \\ lanka ".repeat(9);
        writer.begin("VCALENDAR");
        writer.put("X-WR-CALNAME", &name);
        writer.put_with("X-NOTE", ("TZID", "Europe/Helsinki"), "x");
        writer.end("VCALENDAR");
        let text = writer.into_text();
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        assert!(text.contains("Käsityö\\; puu\\, metalli \\\\"), "{text}");
        let content = read(text.as_bytes()).unwrap();
        assert_eq!(content.calendar[0].value(), name);
    }
}
