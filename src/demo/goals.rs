//! Goals in the clients' own words, and their reviews: some overdue, some this week, most later.

use rusqlite::Transaction;

use super::{Chance, Entered};
use crate::domain::goal::{GoalFields, GoalState, Responsible, ReviewFields};
use crate::domain::ids::EpisodeId;
use crate::store::{StoreError, goals};

/// Theme, goal, and by what one sees that it has been reached.
const GOALS: [(&str, &str, &str); 32] = [
    ("everyday", "Herään arkisin ennen kymmentä", "Neljänä arkiaamuna viikossa"),
    ("everyday", "Laskut maksetaan ajallaan", "Ei uusia maksumuistutuksia kolmeen kuukauteen"),
    ("everyday", "Avaan postin joka viikko", "Kirjepino on tyhjä perjantaisin"),
    ("everyday", "Koti pysyy siistinä", "Siivouspäivä kerran viikossa"),
    ("everyday", "Laitan itse lämmintä ruokaa", "Kolmesti viikossa"),
    ("everyday", "Hoidan asiointini verkossa", "Toimeentulotukihakemus omin päin"),
    ("everyday", "Pidän kiinni sovituista ajoista", "Ilmoitan, jos en pääse"),
    ("everyday", "Saan rahat riittämään kuukauden loppuun", "Viikkobudjetti käytössä"),
    ("health", "Nukun öisin ja valvon päivisin", "Nukkumaan ennen puoltayötä"),
    ("health", "Liikun kodin ulkopuolella", "Kahdesti viikossa, esimerkiksi keilaus"),
    ("health", "Käyn lääkärissä sovitusti", "Kontrolliaika varattu ja käyty"),
    ("health", "Hampaat hoidetaan kuntoon", "Hoitojakso suuhygienistillä alkanut"),
    ("health", "Viikonloput ilman päihteitä", "Kolme viikonloppua neljästä"),
    ("health", "Syön säännöllisesti", "Aamupala ja yksi lämmin ateria päivässä"),
    ("health", "Löydän keinon rauhoittua, kun ahdistaa", "Kaksi keinoa, joita olen kokeillut"),
    ("health", "Pidän huolta lääkityksestäni", "Dosetti täytetään sunnuntaisin"),
    ("participation", "Uskallan puhua ryhmässä", "Yksi puheenvuoro joka kerralla"),
    ("participation", "Käyn ryhmässä joka viikko", "Kolme kertaa neljästä"),
    ("participation", "Löydän mieluisan harrastuksen", "Kokeilen kahta uutta asiaa"),
    ("participation", "Kuljen bussilla yksin", "Ryhmään ja takaisin"),
    ("participation", "Selvitän, mitä haluan opiskella", "Käynti oppilaitoksessa"),
    ("participation", "Kokeilen työtoimintaa", "Tutustumiskäynti ja päätös jatkosta"),
    ("participation", "Teen käsilläni jotain valmiiksi asti", "Yksi työ kevään aikana"),
    ("participation", "Osallistun päätöksiin omista asioistani", "Tulen mukaan verkostotapaamiseen"),
    ("networks", "Saan yhden ihmisen, jolle voin soittaa", "Yhteystieto, jota olen käyttänyt"),
    ("networks", "Pidän yhteyttä sukuun", "Puhelu kahden viikon välein"),
    ("networks", "Tapaan muita samassa tilanteessa olevia", "Vertaisryhmä löytynyt"),
    ("networks", "Käyn Klubitalolla", "Kerran viikossa"),
    ("networks", "Poistun kotoa joka päivä", "Kävely tai kauppa"),
    ("networks", "Opin pyytämään apua ajoissa", "Soitan ennen kuin lasku erääntyy"),
    ("networks", "Sanon ei, kun en halua", "Esimerkki joka tapaamisella"),
    ("networks", "Uudet tutut ilman päihteitä", "Päihteetön ryhmä löytynyt"),
];

/// What was said when a goal was looked at.
const ASSESSMENTS: [&str; 6] = [
    "Hyvässä vauhdissa. Jatketaan samoin.",
    "Osittain: arkiaamut onnistuvat, maanantai on vaikein.",
    "Ei vielä. Pilkottiin pienempiin askeliin.",
    "Melko hyvin. Ryhmä on auttanut.",
    "Tauko joulun yli, nyt taas liikkeellä.",
    "Asiakas itse tyytyväinen, tavoite pidetään.",
];

/// How many open clients have no goal yet.
const WITHOUT: usize = 7;

/// Reviews that are late, and reviews of this week.
const OVERDUE: usize = 6;
const THIS_WEEK: usize = 8;

struct Planned {
    episode: EpisodeId,
    /// Of the first worker's own clients.
    mine: bool,
    set_on: i64,
    place: usize,
}

/// Everybody's goals.
pub fn enter(tx: &Transaction, entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    for (at, planned) in plan(entered, chance).iter().enumerate() {
        add_live(tx, planned, next_review(at, chance), chance)?;
    }
    for person in entered.iter().filter(|person| person.person.closed.is_some()) {
        if chance.happens(60) {
            add_ended(tx, person, chance)?;
        }
    }
    Ok(())
}

/// The goals of open clients, those whose reviews are the nearest first: older goals, and every third of them
/// the first worker's, while there are such.
fn plan(entered: &[Entered], chance: &mut Chance) -> Vec<Planned> {
    let mut newest_first: Vec<&Entered> = entered.iter().filter(|entered| entered.person.is_open()).collect();
    newest_first.sort_by_key(|entered| std::cmp::Reverse(entered.person.opened));
    let mut planned = Vec::new();
    for entered in newest_first.into_iter().skip(WITHOUT) {
        let mine = entered.person.worker == Some(0);
        let opened = entered.person.opened.unwrap_or_default();
        let set_on = (opened + chance.rng.i64(3..20)).min(-2);
        let first = chance.rng.usize(0..GOALS.len());
        // 9 and 32 have no common factor: the goals of one client differ, and so do their themes.
        let places = (0..chance.one_of(&[1, 1, 2, 2, 3])).map(|more| (first + 9 * more) % GOALS.len());
        planned.extend(places.map(|place| Planned { episode: entered.episode, mine, set_on, place }));
    }
    chance.rng.shuffle(&mut planned);
    planned.sort_by_key(|planned| planned.set_on > -60);
    let (mine, others): (Vec<Planned>, Vec<Planned>) = planned.into_iter().partition(|planned| planned.mine);
    let mut mine = mine.into_iter();
    let mut ordered = Vec::new();
    for (at, other) in others.into_iter().enumerate() {
        if at % 2 == 0 {
            ordered.extend(mine.next());
        }
        ordered.push(other);
    }
    ordered.extend(mine);
    ordered
}

fn next_review(at: usize, chance: &mut Chance) -> i64 {
    match at {
        0..OVERDUE => -chance.rng.i64(1..21),
        _ if at < OVERDUE + THIS_WEEK => chance.rng.i64(0..5),
        _ => chance.rng.i64(7..90),
    }
}

fn add_live(tx: &Transaction, planned: &Planned, review_on: i64, chance: &mut Chance) -> Result<(), StoreError> {
    let review_on = chance.working_day(review_on);
    let held = planned.set_on + 90;
    let first_review = if held < -25 { chance.working_day(held) } else { review_on };
    let fields = GoalFields {
        state: GoalState::Active,
        ended: None,
        review_on: Some(first_review),
        ..words(planned.place, chance, planned.set_on)
    };
    let goal = goals::insert(tx, planned.episode, &fields)?;
    let stored = goals::of_episode(tx, planned.episode)?.into_iter().find(|stored| stored.id == goal);
    match stored.and_then(|goal| Some((goal.due_review?, goal.rev))).filter(|_| first_review != review_on) {
        None => Ok(()),
        Some((review, rev)) => {
            let assessment = Some(chance.one_of(&ASSESSMENTS).to_string());
            let state = GoalState::Active;
            let fields = ReviewFields { held: first_review, assessment, state, next_on: Some(review_on) };
            goals::hold_review(tx, review, rev, &fields)
        }
    }
}

fn add_ended(tx: &Transaction, entered: &Entered, chance: &mut Chance) -> Result<(), StoreError> {
    let (opened, closed) = entered.person.span().unwrap_or_default();
    let state = chance.one_of(&[
        GoalState::Achieved,
        GoalState::Achieved,
        GoalState::Partly,
        GoalState::Partly,
        GoalState::NotAchieved,
        GoalState::Dropped,
    ]);
    let place = chance.rng.usize(0..GOALS.len());
    let fields =
        GoalFields { state, ended: Some(chance.day(closed)), review_on: None, ..words(place, chance, opened + 14) };
    goals::insert(tx, entered.episode, &fields).map(drop)
}

fn words(place: usize, chance: &mut Chance, set_on: i64) -> GoalFields {
    let (theme, text, target) = GOALS[place];
    let responsible = [Responsible::Client, Responsible::Joint, Responsible::Joint, Responsible::Worker];
    let responsible = Some(chance.one_of(&responsible));
    let set_on = chance.working_day(set_on);
    GoalFields {
        responsible,
        target: Some(target.to_string()),
        theme: Some(theme.to_string()),
        ..GoalFields::new(text.to_string(), set_on)
    }
}
