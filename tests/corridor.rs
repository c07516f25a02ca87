//! The programme for the wall: what stands on the page, who does not, and that it is one page.

#[path = "support/small.rs"]
pub mod small;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate, NaiveTime};
use clap::Parser;
use rinnalla::commands::{Cli, Command, Failure};
use rinnalla::demo;
use rinnalla::domain::calendar::{Holiday, Week};
use rinnalla::domain::ids::ActivityId;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::Store;
use rinnalla::store::request::Lists;
use rinnalla::store::sessions::{self, SessionLine, Standing};
use rinnalla::text::Words;
use rinnalla::text::programme::Programme;
use small::{Small, day};
use unicode_width::UnicodeWidthStr;

fn demo() -> Store {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "satu", demo::DAY, demo::SEED).unwrap();
    store
}

/// What `agenda` prints for the demo's first worker.
fn agenda(store: &Store, lang: Lang, args: &[&str]) -> Result<String, Failure> {
    let cli = Cli::try_parse_from(["rinnalla", "agenda"].iter().chain(args)).unwrap();
    let Some(Command::Agenda(asked)) = cli.command else { unreachable!("the command was agenda") };
    let mut out = Vec::new();
    asked.show(store, store.worker(), &Words::new(lang), demo::DAY, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

/// A week made up of copies of one session.
struct Wall {
    sessions: Vec<SessionLine>,
    enrolling: HashSet<ActivityId>,
    open: HashSet<ActivityId>,
    shut: HashMap<NaiveDate, String>,
    lists: Lists,
}

fn week() -> Week {
    Week::of(day("2017-01-02"))
}

impl Wall {
    /// So many sessions a day, from Monday to Friday.
    fn with(a_day: u32) -> Wall {
        let small = Small::made();
        let conn = small.store.reader();
        let line = sessions::between(conn, day("2017-01-16"), day("2017-01-16"), None).unwrap().remove(0);
        let session = |on: u64, nth: u32| SessionLine {
            day: week().monday() + Days::new(on),
            starts_at: NaiveTime::from_hms_opt(8 + nth % 12, 30, 0),
            ends_at: NaiveTime::from_hms_opt(9 + nth % 12, 45, 0),
            place: Some("Klubitalo".into()),
            ..line.clone()
        };
        let sessions = (0..5).flat_map(|on| (0..a_day).map(move |nth| (on, nth)));
        Wall {
            sessions: sessions.map(|(on, nth)| session(on, nth)).collect(),
            enrolling: HashSet::new(),
            open: HashSet::from([line.activity]),
            shut: HashMap::new(),
            lists: Lists::read(conn).unwrap(),
        }
    }

    fn programme(&self) -> Programme<'_> {
        let Wall { sessions, enrolling, open, shut, lists } = self;
        Programme { week: week(), sessions, enrolling, open, shut, lists }
    }

    fn text(&self) -> String {
        self.programme().text(&Words::new(Lang::Fi))
    }

    fn html(&self) -> String {
        self.programme().html(&Words::new(Lang::Fi))
    }
}

/// Kuopio's real programme, and nothing of the demo's own.
fn kuopio() -> Store {
    let mut store = Store::in_memory().unwrap();
    let programme = include_bytes!("../src/demo/kuopio-2017-activities.csv");
    import(&mut store, Subject::Activities, programme, day("2017-01-01"), Mode::Apply).unwrap();
    store
}

#[test]
fn a_week_of_the_real_programme_is_this() {
    let expected = "\
Viikko-ohjelma
Viikko 7 · 13.–19.2.2017
==============================================================================

Maanantai 13.2.
  8–16         Klubitalo: avoin päivätoiminta
               Kuopion Klubitalo · avoin kaikille

Tiistai 14.2.
  8–16         Klubitalo: avoin päivätoiminta
               Kuopion Klubitalo · avoin kaikille
  14–15        Liikuntailtapäivä: keilaus
               Kuopion keilahalli · avoin kaikille

Keskiviikko 15.2.
  8–16         Klubitalo: avoin päivätoiminta
               Kuopion Klubitalo · avoin kaikille
  9–11.30      Hyvän mielen arki
               Kansalaisopisto · avoin kaikille

Torstai 16.2.
  8–16         Klubitalo: avoin päivätoiminta
               Kuopion Klubitalo · avoin kaikille
  10–12        Luovat kädet
               Kuopion Klubitalo · avoin kaikille
  13–15.30     Arkeen voimaa
               Sosiaalipalvelujen tilat · ilmoittautuminen

Perjantai 17.2.
  8–14         Klubitalo: avoin päivätoiminta (pe)
               Kuopion Klubitalo · avoin kaikille

Ei ohjelmaa: la 18.2.–su 19.2.
";
    assert_eq!(agenda(&kuopio(), Lang::Fi, &["--print", "--week", "7"]).unwrap(), expected);
}

#[test]
fn it_speaks_the_readers_language() {
    let store = demo();
    for (lang, all) in [
        (Lang::Sv, ["Veckoprogram\n", "Vecka 15", "Fredag 14.4. · långfredagen\n", "öppet för alla", "Inget program"]),
        (Lang::En, ["Weekly programme\n", "Week 15", "Friday 14.4. · Good Friday\n", "open to all", "Nothing on"]),
    ] {
        let page = agenda(&store, lang, &["--print", "--week", "2017-W15"]).unwrap();
        assert!(all.iter().all(|text| page.contains(text)), "{page}");
        let html = agenda(&store, lang, &["--html", "--week", "2017-W15"]).unwrap();
        assert!(html.contains(&format!("<html lang=\"{}\">", lang.key())), "{html}");
    }
}

/// Every name of every client and worker, word by word.
fn names(store: &Store) -> BTreeSet<String> {
    let sql = "SELECT family_name || ' ' || given_name FROM client UNION SELECT name FROM worker";
    let mut query = store.reader().prepare(sql).unwrap();
    let names = query.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    names.flat_map(|name| name.split(' ').map(String::from).collect::<Vec<_>>()).collect()
}

#[test]
fn nobody_stands_on_it() {
    let store = demo();
    let names = names(&store);
    assert!(names.len() > 100);
    for week in ["2017-W02", "2017-W05", "2017-W06", "2017-W07", "2017-W15"] {
        for form in ["--print", "--html"] {
            let page = agenda(&store, Lang::Fi, &[form, "--week", week]).unwrap();
            let named = page.split(|c: char| !c.is_alphabetic()).find(|word| names.contains(*word));
            assert_eq!(named, None, "{page}");
        }
    }
}

#[test]
fn one_activity_or_ones_own() {
    let store = demo();
    let one = agenda(&store, Lang::Fi, &["--print", "--week", "6", "--activity", "keilaus"]).unwrap();
    assert!(one.contains("keilahalli") && !one.contains("Klubitalo"), "{one}");
    assert!(one.contains("\nEi ohjelmaa: ma 6.2. · ke 8.2.–su 12.2.\n"), "{one}");
    let own = agenda(&store, Lang::Fi, &["--week", "6", "--own"]).unwrap();
    assert!(own.contains("Luovat kädet") && !own.contains("keilaus"), "{own}");
    let refused = agenda(&store, Lang::Fi, &["--print", "--activity", "ryhmä"]).unwrap_err();
    assert!(refused.exit_code() == 1 && refused.to_string().contains("ARKI-ryhmä"), "{refused}");
}

#[test]
fn what_is_off_says_why() {
    let mut wall = Wall::with(2);
    // A holiday on which nothing is on, and one on which something is.
    let on = |wall: &mut Wall, nth: usize, standing: Standing| wall.sessions[nth].standing = standing;
    on(&mut wall, 8, Standing::Holiday(Holiday::Epiphany));
    on(&mut wall, 9, Standing::Holiday(Holiday::Epiphany));
    on(&mut wall, 0, Standing::NotHeld("organisation".into()));
    on(&mut wall, 2, Standing::Closed("muutto".into()));
    on(&mut wall, 3, Standing::Closed("muutto".into()));
    on(&mut wall, 4, Standing::Closed("pesu".into()));
    wall.shut = HashMap::from([(day("2017-01-03"), "muutto".into()), (day("2017-01-04"), "pesu".into())]);
    wall.shut.insert(day("2017-01-08"), "sähkökatko".into());
    let expected = "\
Maanantai 2.1.
  8.30–9.45    PERUTTU: Luovat kädet
               Peruuntui järjestäjän vuoksi · Klubitalo
  9.30–10.45   Luovat kädet
               Klubitalo · avoin kaikille

Tiistai 3.1. · suljettu: muutto

Keskiviikko 4.1. · suljettu: pesu
  8.30–9.45    PERUTTU: Luovat kädet
               suljettu: pesu · Klubitalo
  9.30–10.45   Luovat kädet
               Klubitalo · avoin kaikille

Torstai 5.1.
  8.30–9.45    Luovat kädet
               Klubitalo · avoin kaikille
  9.30–10.45   Luovat kädet
               Klubitalo · avoin kaikille

Perjantai 6.1. · loppiainen

Sunnuntai 8.1. · suljettu: sähkökatko

Ei ohjelmaa: la 7.1.
";
    let text = wall.text();
    assert!(text.ends_with(expected), "{text}");
    let html = wall.html();
    assert!(html.contains("<b>PERUTTU:</b> <s>Luovat kädet</s><small>Peruuntui järjestäjän vuoksi"), "{html}");
    assert!(html.contains("<h2>Perjantai 6.1. · loppiainen</h2>\n</section>"), "{html}");
}

#[test]
fn an_empty_week_says_so() {
    let mut wall = Wall::with(0);
    wall.sessions.clear();
    let empty = Programme { week: Week::of(day("2017-02-06")), ..wall.programme() };
    assert!(empty.text(&Words::new(Lang::Fi)).ends_with("=\n\nTällä viikolla ei ole ohjelmaa.\n"));
}

#[test]
fn how_one_comes_in_is_said_where_it_is_known() {
    let mut wall = Wall::with(1);
    assert!(wall.text().contains("Klubitalo · avoin kaikille\n"));
    wall.open.clear();
    assert!(wall.text().contains("Klubitalo\n"), "a decision is needed");
    wall.enrolling = HashSet::from([wall.sessions[0].activity]);
    assert!(wall.text().contains("Klubitalo · ilmoittautuminen\n"));
}

#[test]
fn free_seats_and_numbers_of_people_are_not_on_it() {
    let mut wall = Wall::with(1);
    for session in &mut wall.sessions {
        (session.members, session.capacity, session.anon_count) = (731, Some(797), Some(773));
        session.remark = Some("huomautus".into());
    }
    for page in [wall.text(), wall.html()] {
        assert!(["731", "797", "773", "huomautus"].iter().all(|secret| !page.contains(secret)), "{page}");
    }
}

#[test]
fn whatever_there_is_fits_on_one_page() {
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        for a_day in [0_u32, 1, 4, 5, 6, 9, 10, 11, 30, 200] {
            let mut wall = Wall::with(a_day);
            for session in &mut wall.sessions {
                session.name = "Pitkä nimi 日本 ".repeat(9);
                session.place = Some("Paikka jonka nimi on pitkä ".repeat(5));
            }
            let all = wall.sessions.len();
            let page = wall.programme().text(&words);
            let lines: Vec<&str> = page.lines().collect();
            assert!(lines.len() <= 60 && page.ends_with('\n'), "{} lines for {a_day} a day", lines.len());
            for line in &lines {
                assert!(line.width() <= 78 && line.trim_end() == *line, "{line:?}");
            }
            let shown = lines.iter().filter(|line| line.contains(".30–")).count();
            tells_what_is_left(&page, all - shown, *lang);
            let html = wall.programme().html(&words);
            well_formed(&html);
            tells_what_is_left(&html, all - html.matches("<tr>").count(), *lang);
            assert!(a_day == 0 || shown >= all.min(40), "{shown} of {all}");
        }
    }
}

/// What the page has no room for is counted on it.
fn tells_what_is_left(page: &str, left: usize, lang: Lang) {
    let told = match lang {
        Lang::Fi => format!("… ja vielä {left};"),
        Lang::Sv => format!("… och {left} till;"),
        Lang::En => format!("… and {left} more;"),
    };
    assert_eq!(page.contains(&told), left > 0, "{left} left\n{page}");
}

#[test]
fn every_text_is_text() {
    let mut wall = Wall::with(1);
    wall.sessions[0].name = "<script>alert('1')</script> & \"co\"\u{202e}\u{1b}[2J".into();
    wall.sessions[1].place = Some("</td><img src=x>".into());
    wall.shut.insert(day("2017-01-08"), "<b>kiinni</b>".into());
    let html = wall.html();
    well_formed(&html);
    assert!(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;[2J"), "{html}");
    for sign in ["<script", "<img", "<b>kiinni", "\u{202e}", "\u{1b}", "http", "url(", "@import"] {
        assert!(!html.contains(sign), "{sign} in {html}");
    }
    assert!(!wall.text().contains('\u{202e}') && !wall.text().contains('\u{1b}'));
}

/// Every element that is opened is closed, in turn; nothing else stands between angle brackets.
fn well_formed(html: &str) {
    let body = html.strip_prefix("<!DOCTYPE html>\n").expect("a document type");
    let mut open: Vec<&str> = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("a whole tag");
        assert!(!part[tag.len() + 1..].contains('>'), "{part}");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()), "{tag}");
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(name), "in {html}"),
            (false, false) => open.push(name),
            (false, true) => {}
        }
    }
    assert!(open.is_empty(), "{open:?} left open");
    let entities = html.split('&').skip(1).map(|rest| rest.split(';').next().unwrap());
    for entity in entities {
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "&{entity}");
    }
}
