//! Goals in the clients' own words, and their reviews: some overdue, some this week, most later.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::Transaction;

use super::{Chance, Entered};
use crate::domain::dates::roll_to_weekday;
use crate::domain::goal::{GoalFields, GoalState, MeetingKind, Responsible, Scale, Score};
use crate::domain::ids::EpisodeId;
use crate::domain::meeting::{Finding, GoalReview, MeetingFields};
use crate::store::{StoreError, goals, meetings, reviews};

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

/// What was said when a goal was looked at, with the client's and the worker's score.
const FINDINGS: [(&str, i64, i64); 12] = [
    ("Hyvässä vauhdissa. Jatketaan samoin.", 1, 1),
    ("Arkiaamut onnistuvat, maanantai on vaikein.", 0, 0),
    ("Ei vielä. Pilkottiin pienempiin askeliin.", -1, -1),
    ("Melko hyvin. Ryhmä on auttanut.", 1, 0),
    ("Tauko joulun yli, nyt taas liikkeellä.", -1, 0),
    ("Asiakas itse tyytyväinen, tavoite pidetään.", 1, 0),
    ("Alku oli hankala, viime viikot sujuneet.", 0, 1),
    ("Jäi kesken, kun puhelin oli kiinni. Sovittiin uusi tapa.", -2, -1),
    ("Onnistui useammin kuin kumpikaan uskoi.", 2, 1),
    ("Kokeiltiin kaksi kertaa, kolmas sovittu.", 0, 0),
    ("Asiakas on itseään kohtaan ankarampi kuin me.", -1, 1),
    ("Siskosta on ollut apua.", 1, 1),
];

/// Who was there, what helped and what stood in the way, for all goals together.
const SITTINGS: [(&str, &str, &str); 6] = [
    ("Asiakas ja omatyöntekijä", "Ryhmän säännöllisyys", "Unirytmi heitteli"),
    ("Asiakas, omatyöntekijä ja ryhmänohjaaja", "Tuttu ohjaaja ja sama paikka", "Bussi kulkee harvoin"),
    ("Asiakas, sisko ja omatyöntekijä", "Sisko soittaa aamuisin", "Rahat loppuivat ennen kuun loppua"),
    ("Asiakas ja omatyöntekijä", "Yhdessä tehty viikko-ohjelma", "Jännittäminen"),
    ("Asiakas, omatyöntekijä ja sosiaalityöntekijä", "Pienet askeleet", "Kipeä selkä"),
    ("Asiakas ja omatyöntekijä, puhelimitse", "Vertaiset ryhmässä", "Pimeä vuodenaika"),
];

/// Why a review was put off.
const POSTPONED: [&str; 3] = ["Asiakas sairaana", "Asiakas pyysi myöhempää aikaa", "Omatyöntekijä koulutuksessa"];

/// How many open clients have no goal yet.
const WITHOUT: usize = 7;

/// Clients whose reviews are late, and those whose reviews are this week.
const OVERDUE: usize = 6;
const THIS_WEEK: usize = 8;

/// Days from one sitting to the next, and from the last one to today at least.
const EVERY: i64 = 91;
const LEAST_GAP: i64 = 25;

/// The goals of one customership, which are reviewed together.
struct Planned {
    episode: EpisodeId,
    /// Of the first worker's own clients.
    mine: bool,
    set_on: i64,
    places: Vec<usize>,
}

/// Everybody's goals. They throw dice of their own: what becomes of them changes nothing else.
pub fn enter(tx: &Transaction, entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let mut chance = Chance { rng: chance.rng.fork(), today: chance.today };
    let chance = &mut chance;
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
        let places = (0..chance.one_of(&[1, 1, 2, 2, 3, 4])).map(|more| (first + 9 * more) % GOALS.len()).collect();
        planned.push(Planned { episode: entered.episode, mine, set_on, places });
    }
    chance.rng.shuffle(&mut planned);
    planned.sort_by_key(|planned| planned.set_on > -120);
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

/// Goals that are pursued, reviewed every three months or so.
fn add_live(tx: &Transaction, planned: &Planned, review_on: i64, chance: &mut Chance) -> Result<(), StoreError> {
    let review_on = roll_to_weekday(chance.working_day(review_on));
    let sittings: Vec<NaiveDate> = (1..)
        .map(|nth| planned.set_on + EVERY * nth)
        .take_while(|day| *day < -LEAST_GAP)
        .map(|day| chance.working_day(day))
        .collect();
    // Now and then a sitting is held some days late, and the next one has been put off by two weeks.
    let mut agreed: Vec<NaiveDate> = Vec::new();
    for held in &sittings {
        agreed.push(*held - TimeDelta::days(if chance.happens(25) { 7 } else { 0 }));
    }
    let put_off = review_on - TimeDelta::days(14);
    let since = sittings.last().copied().unwrap_or(chance.day(planned.set_on));
    agreed.push(if since < put_off && chance.happens(15) { put_off } else { review_on });

    for place in &planned.places {
        let fields = GoalFields { review_on: agreed.first().copied(), ..words(*place, chance, planned.set_on) };
        goals::insert(tx, planned.episode, &fields)?;
    }
    for (held, next) in sittings.iter().zip(&agreed[1..]) {
        hold(tx, planned.episode, *held, *next, chance)?;
    }
    if agreed.last() == Some(&put_off) {
        reviews::postpone(tx, planned.episode, put_off, review_on, chance.one_of(&POSTPONED))?;
    }
    Ok(())
}

fn hold(
    tx: &Transaction,
    episode: EpisodeId,
    held: NaiveDate,
    next: NaiveDate,
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let goals = meetings::sitting(tx, episode)?.goals;
    let first = chance.rng.usize(0..FINDINGS.len());
    let found = goals.iter().enumerate().map(|(at, goal)| {
        // 5 and 12 have no common factor: nothing is said twice in one sitting.
        let (text, client, worker) = FINDINGS[(first + 5 * at) % FINDINGS.len()];
        let finding = Finding {
            client_score: Score::new(client),
            worker_score: Score::new(worker),
            assessment: Some(text.to_string()),
        };
        GoalReview { goal: goal.id, rev: goal.rev, finding, state: GoalState::Active, next_on: Some(next) }
    });
    let found: Vec<GoalReview> = found.collect();
    let (took_part, helped, hindered) = chance.one_of(&SITTINGS);
    let fields = MeetingFields {
        kind: MeetingKind::Interim,
        held,
        took_part: Some(took_part.to_string()),
        helped: Some(helped.to_string()),
        hindered: Some(hindered.to_string()),
        summary: None,
    };
    meetings::hold(tx, episode, &fields, &found, chance.today).map(drop)
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
    let drop_reason = (state == GoalState::Dropped).then(|| "Elämäntilanne muuttui".to_string());
    let ended = Some(chance.day(closed));
    let fields = GoalFields { state, ended, drop_reason, ..words(place, chance, opened + 14) };
    goals::insert(tx, entered.episode, &fields).map(drop)
}

fn words(place: usize, chance: &mut Chance, set_on: i64) -> GoalFields {
    let (theme, text, target) = GOALS[place];
    let responsible = [Responsible::Client, Responsible::Joint, Responsible::Joint, Responsible::Worker];
    let responsible = Some(chance.one_of(&responsible));
    let scale = if chance.happens(25) { Scale::Change } else { Scale::Attainment };
    let set_on = chance.working_day(set_on);
    GoalFields {
        responsible,
        scale,
        target: Some(target.to_string()),
        theme: Some(theme.to_string()),
        ..GoalFields::new(text.to_string(), set_on)
    }
}
