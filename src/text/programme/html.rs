//! The page as HTML. It stands for itself: no script, no picture, no address of anything.

use super::{Item, Sheet};
use crate::domain::keyed::Keyed;
use crate::domain::text::clean_line;
use crate::say;
use crate::text::Words;

/// Points from top to bottom and from side to side on A4 with 12 mm margins, and a little less, since printers differ.
const HEIGHT: f64 = 740.0;
const WIDTH: f64 = 520.0;

/// Type sizes in points, largest first. Capitals of 22 points are 5.5 mm high, which is read from two metres.
const SIZES: [f64; 12] = [22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0];

/// How wide a letter is, in ems: bold and regular, rather too wide than too narrow.
const BOLD: f64 = 0.6;
const PLAIN: f64 = 0.55;

/// In ems: the column of times, a line, and the size of the second line.
const TIME: f64 = 6.5;
const LINE: f64 = 1.25;
const SMALL: f64 = 0.85;

/// More lines than this are not on a page in the smallest type.
const MOST: usize = 74;

pub fn page(sheet: Sheet, words: &Words) -> String {
    let mut sheet = sheet.at_most(MOST);
    let fits = |sheet: &Sheet| SIZES.into_iter().find(|size| sheet.height(*size) * size <= HEIGHT);
    let size = loop {
        match fits(&sheet) {
            Some(size) => break size,
            None if sheet.days.iter().all(|day| day.items.is_empty()) => break SIZES[SIZES.len() - 1],
            None => sheet.leave_one_out(),
        }
    };
    let days: String = sheet.days.iter().map(|day| section(day, words)).collect();
    let last = sheet.rest(words).into_iter().chain(sheet.empty.clone());
    let last: String = last.map(|line| format!("<p>{}</p>\n", escaped(&line))).collect();
    let (title, week) = (escaped(&sheet.title), escaped(&sheet.week));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>{title} · {week}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{week}</p>\n</header>\n\
         <main>\n{days}{last}</main>\n</body>\n</html>\n",
        lang = words.lang().key(),
        style = style(size, sheet.height(size)),
    )
}

/// Black on white, sized so that it fills the page and no more; a screen that is wider than high has two columns.
fn style(size: f64, height: f64) -> String {
    let (tall, wide) = (94.0 / height, 170.0 / height);
    format!(
        "@page {{ size: A4 portrait; margin: 12mm }}\n\
         * {{ margin: 0; padding: 0 }}\n\
         body {{ font: {size}pt/{LINE} Arial, Helvetica, sans-serif; color: #000; background: #fff; max-width: 186mm }}\n\
         header {{ border-bottom: 0.12em solid #000 }}\n\
         h1 {{ font-size: 1.4em }}\n\
         section {{ break-inside: avoid; margin-top: 0.4em }}\n\
         h2 {{ font-size: 1.1em; border-bottom: 0.05em solid #000 }}\n\
         table {{ border-collapse: collapse; width: 100% }}\n\
         th {{ width: {TIME}em; text-align: left; vertical-align: top; white-space: nowrap; font-weight: normal }}\n\
         td {{ overflow-wrap: anywhere }}\n\
         small {{ display: block; font-size: {SMALL}em }}\n\
         main p {{ margin-top: 0.4em }}\n\
         @media screen {{\n\
         body {{ max-width: none; padding: 2vh 2vw; font-size: min({tall:.2}vh, 3.6vw) }}\n\
         }}\n\
         @media screen and (min-aspect-ratio: 4/3) {{\n\
         body {{ font-size: min({wide:.2}vh, 2vw) }}\n\
         main {{ columns: 2; column-gap: 3vw }}\n\
         }}\n"
    )
}

fn section(day: &super::Day, words: &Words) -> String {
    let why = day.why.as_ref().map(|why| format!(" · {why}")).unwrap_or_default();
    let head = escaped(&format!("{}{why}", day.name));
    let rows: String = day.items.iter().map(|item| row(item, words)).collect();
    let table = if rows.is_empty() { rows } else { format!("<table>\n{rows}</table>\n") };
    format!("<section>\n<h2>{head}</h2>\n{table}</section>\n")
}

fn row(item: &Item, words: &Words) -> String {
    let name = escaped(&item.name);
    let name = match &item.off {
        // The word says it; the line through it is for those who read from afar.
        Some(_) => format!("<b>{}</b> <s>{name}</s>", escaped(&say!(words, "programme-off"))),
        None => format!("<b>{name}</b>"),
    };
    let detail = item.detail();
    let detail = if detail.is_empty() { detail } else { format!("<small>{}</small>", escaped(&detail)) };
    format!("<tr><th scope=\"row\">{}</th><td>{name}{detail}</td></tr>\n", escaped(&item.time))
}

impl Sheet {
    /// How high the page is at a size, in ems of that size.
    fn height(&self, size: f64) -> f64 {
        let across = WIDTH / size;
        let head = LINE * (1.4 * lines(&self.title, BOLD * 1.4, across) + lines(&self.week, PLAIN, across)) + 0.2;
        let day = |day: &super::Day| {
            let name = format!("{} · {}", day.name, day.why.as_deref().unwrap_or_default());
            let items: f64 = day.items.iter().map(|item| item.height(across - TIME)).sum();
            0.5 + LINE * 1.1 * lines(&name, BOLD * 1.1, across) + items
        };
        let last = [self.empty.as_deref(), (self.left > 0).then_some("…")];
        let last = last.into_iter().flatten().map(|line| 0.4 + LINE * lines(line, PLAIN, across));
        head + self.days.iter().map(day).sum::<f64>() + last.sum::<f64>()
    }
}

impl Item {
    fn height(&self, across: f64) -> f64 {
        let off = if self.off.is_some() { 10 } else { 0 };
        let name = format!("{}{}", " ".repeat(off), self.name);
        let detail = self.detail();
        let second = if detail.is_empty() { 0.0 } else { SMALL * lines(&detail, PLAIN * SMALL, across) };
        LINE * (lines(&name, BOLD, across) + second)
    }
}

/// How many lines a text takes, when a letter is so many ems wide and the line is so many ems long.
fn lines(text: &str, letter: f64, across: f64) -> f64 {
    let columns = u32::try_from(unicode_width::UnicodeWidthStr::width(text)).unwrap_or(u32::MAX);
    // A word that does not fit goes to the next line whole, so that lines are not filled to their ends.
    (f64::from(columns) * letter / (across * 0.9)).ceil().max(1.0)
}

/// As text of the page, on one line: nothing in it is markup.
fn escaped(text: &str) -> String {
    crate::text::page::escaped(&clean_line(text))
}
