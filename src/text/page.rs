//! A page to be handed over or printed: headings, fields, tables. As HTML it stands for itself: no script, no picture,
//! no address of anything; as text it is read anywhere.

use unicode_width::UnicodeWidthStr;

use crate::domain::lang::Lang;
use crate::domain::text::clean_block;

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub lang: Lang,
    pub title: String,
    /// What stands under the title.
    pub lead: Vec<String>,
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// From 2, as the title is 1, to 6.
    pub level: u8,
    /// Empty: what is under the heading above goes on.
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Label and value, which may have several lines.
    Fields(Vec<(String, String)>),
    Table {
        heads: Vec<String>,
        rows: Vec<Line>,
        /// How many columns of words there are; figures follow, on the right.
        words: usize,
    },
    Notes(Vec<String>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub cells: Vec<String>,
    /// A total.
    pub strong: bool,
}

/// A4, black on white. A heading is not left alone at the foot of a page, a row is not torn.
const STYLE: &str = "\
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) \" / \" counter(pages); font-size: 9pt } }
* { margin: 0; padding: 0 }
body { font: 10.5pt/1.45 Arial, Helvetica, sans-serif; color: #000; background: #fff; max-width: 178mm; margin: 0 auto }
header { border-bottom: 0.5mm solid #000; padding-bottom: 3mm; margin-bottom: 4mm }
header p { margin-top: 1.5mm }
h1 { font-size: 18pt; line-height: 1.2 }
h2 { font-size: 13pt; border-bottom: 0.2mm solid #000; margin-top: 7mm; padding-bottom: 1mm }
h3 { font-size: 11.5pt; margin-top: 4.5mm }
h4, h5, h6 { font-size: 10.5pt; margin-top: 3.5mm }
h4, h6 { font-style: italic }
h1, h2, h3, h4, h5, h6 { break-after: avoid; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: 48mm 1fr; column-gap: 4mm; row-gap: 0.6mm; margin-top: 1.5mm }
dt { color: #333 }
dd { white-space: pre-line; overflow-wrap: anywhere }
dl + dl { border-top: 0.2mm dotted #000; padding-top: 1.5mm }
dl, dt { break-inside: avoid-page }
table { border-collapse: collapse; width: 100%; margin-top: 2mm }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { text-align: left; vertical-align: top; padding: 0.6mm 3mm 0.6mm 0; border-bottom: 0.1mm solid #999; overflow-wrap: anywhere }
.n { text-align: right; white-space: nowrap; padding-right: 0; padding-left: 3mm }
.t td { font-weight: bold }
.notes { margin-top: 2mm; font-size: 9pt }
@media screen { body { padding: 8mm } }
";

impl Page {
    /// For print, or any browser.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let lead: String = self.lead.iter().map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
        let sections: String = self.sections.iter().map(Section::html).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{lead}</header>\n\
             <main>\n{sections}</main>\n</body>\n</html>\n",
            lang = crate::domain::keyed::Keyed::key(self.lang),
        )
    }

    /// Plain text, lines as long as they are.
    pub fn text(&self) -> String {
        let head = underlined(&clean_block(&self.title), '=');
        let lead: String = self.lead.iter().map(|line| format!("{}\n", clean_block(line))).collect();
        let sections: String = self.sections.iter().map(Section::text).collect();
        format!("{head}{lead}{sections}")
    }
}

impl Section {
    fn html(&self) -> String {
        let level = self.level.clamp(2, 6);
        let heading = match self.heading.is_empty() {
            true => String::new(),
            false => format!("<h{level}>{}</h{level}>\n", escaped(&self.heading)),
        };
        heading + &self.blocks.iter().map(Block::html).collect::<String>()
    }

    fn text(&self) -> String {
        let heading = clean_block(&self.heading).replace('\n', " ");
        let head = match (self.level, heading.is_empty()) {
            (_, true) => "\n".to_string(),
            (2, _) => format!("\n{}", underlined(&heading, '-')),
            _ => format!("\n{heading}\n"),
        };
        head + &self.blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n")
    }
}

impl Block {
    fn html(&self) -> String {
        match self {
            Block::Fields(fields) => {
                let field = |(label, value): &(String, String)| {
                    format!("<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(value))
                };
                format!("<dl>\n{}</dl>\n", fields.iter().map(field).collect::<String>())
            }
            Block::Table { heads, rows, words } => {
                let row = |cells: &[String], tag: &str| -> String {
                    let class = |at: usize| if at < *words { "" } else { " class=\"n\"" };
                    let cell = |(at, text): (usize, &String)| format!("<{tag}{}>{}</{tag}>", class(at), escaped(text));
                    cells.iter().enumerate().map(cell).collect()
                };
                let line = |line: &Line| {
                    let class = if line.strong { " class=\"t\"" } else { "" };
                    format!("<tr{class}>{}</tr>\n", row(&line.cells, "td"))
                };
                let (head, body) = (row(heads, "th"), rows.iter().map(line).collect::<String>());
                format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n")
            }
            Block::Notes(lines) => {
                lines.iter().map(|line| format!("<p class=\"notes\">{}</p>\n", escaped(line))).collect()
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Block::Fields(fields) => {
                let field = |(label, value): &(String, String)| {
                    format!("{}: {}\n", clean_block(label), clean_block(value).replace('\n', "\n  "))
                };
                fields.iter().map(field).collect()
            }
            Block::Table { heads, rows, words } => {
                let lines: Vec<Vec<String>> = [heads]
                    .into_iter()
                    .chain(rows.iter().map(|line| &line.cells))
                    .map(|cells| cells.iter().map(|cell| clean_block(cell).replace('\n', " ")).collect())
                    .collect();
                let width = |at: usize| lines.iter().filter_map(|cells| cells.get(at)).map(|cell| cell.width()).max();
                let widths: Vec<usize> = (0..heads.len()).map(|at| width(at).unwrap_or_default()).collect();
                let line = |cells: &Vec<String>| {
                    let padded = cells.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
                        let room = " ".repeat(width.saturating_sub(cell.width()));
                        if at < *words { format!("{cell}{room}") } else { format!("{room}{cell}") }
                    });
                    format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
                };
                lines.iter().map(line).collect()
            }
            Block::Notes(lines) => lines.iter().map(|line| format!("{}\n", clean_block(line))).collect(),
        }
    }
}

fn underlined(text: &str, with: char) -> String {
    format!("{text}\n{}\n", String::from(with).repeat(text.width()))
}

/// As text of a page: nothing in it is markup, nothing unseen is left, lines stay lines.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean_block(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let pair = |label: &str, value: &str| (label.to_string(), value.to_string());
        let line = |cells: [&str; 2], strong| Line { cells: cells.map(String::from).to_vec(), strong };
        Page {
            lang: Lang::Fi,
            title: "Tiedot <b>".into(),
            lead: vec!["7.2.2017".into()],
            sections: vec![
                Section {
                    level: 2,
                    heading: "Kirjaukset".into(),
                    blocks: vec![Block::Fields(vec![pair("Kirjaus", "yksi\nkaksi & \"kolme\"\u{1b}[31m")])],
                },
                Section {
                    level: 3,
                    heading: "Käynnit".into(),
                    blocks: vec![Block::Table {
                        heads: vec!["Ryhmä".into(), "Käyntejä".into()],
                        rows: vec![line(["Luovat kädet", "3"], false), line(["Yhteensä", "12"], true)],
                        words: 1,
                    }],
                },
            ],
        }
    }

    #[test]
    fn as_text_it_lines_up() {
        let expected = "Tiedot <b>\n==========\n7.2.2017\n\nKirjaukset\n----------\nKirjaus: yksi\n  kaksi & \"kolme\"[31m\n\
            \nKäynnit\nRyhmä         Käyntejä\nLuovat kädet         3\nYhteensä            12\n";
        assert_eq!(page().text(), expected);
    }

    #[test]
    fn as_html_nothing_in_it_is_markup_and_nothing_leads_elsewhere() {
        let html = page().html();
        assert!(
            html.contains("<h1>Tiedot &lt;b&gt;</h1>") && html.contains("yksi\nkaksi &amp; &quot;kolme&quot;[31m</dd>")
        );
        assert!(html.contains("<tr class=\"t\"><td>Yhteensä</td><td class=\"n\">12</td></tr>"), "{html}");
        for sign in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", "\u{1b}"] {
            assert!(!html.contains(sign), "{sign}");
        }
    }
}
