//! Plans and decisions of open customerships: believable ones, and a few that are missing, so that the path shows it.

use chrono::{Datelike, NaiveDate, TimeDelta};
use rusqlite::Transaction;

use super::{Chance, Entered};
use crate::domain::ids::DecisionId;
use crate::domain::plan::{DecisionFields, PlanFields};
use crate::store::{StoreError, decisions, plans};

const STRENGTHS: [&str; 8] = [
    "Tulee sovittuihin tapaamisiin. Sisko tukena.",
    "Kädentaidot ja huumori. Pitää eläimistä.",
    "Asunto kunnossa, vuokra maksettu ajallaan.",
    "On ollut työssä aiemmin, osaa neuvoa muita.",
    "Ymmärtää oman tilanteensa hyvin ja puhuu siitä suoraan.",
    "Liikkuu mielellään luonnossa. Ei päihteitä.",
    "Toimii hyvin, kun asiat pilkotaan pieniksi.",
    "Ystävä, jonka kanssa käy kaupassa.",
];

const FACTORS: [&str; 8] = [
    "Rytmi kääntynyt yöhön, laskut avaamatta.",
    "Ahdistus uusissa paikoissa. Bussilla kulkeminen vaikeaa.",
    "Velkajärjestely kesken, raha loppuu ennen kuun loppua.",
    "Yksinäisyys. Viikossa päiviä, jolloin ei puhu kenellekään.",
    "Hoitosuhde psykiatrialla, lääkitys vaihtumassa.",
    "Muutto uuteen asuntoon kesken.",
    "Opinnot keskeytyneet syksyllä.",
    "Kaveripiirissä käytetään paljon päihteitä.",
];

const RHYTHMS: [&str; 5] = [
    "Kerran viikossa",
    "Kerran viikossa kotona ja kerran ryhmässä",
    "Joka toinen viikko",
    "Kerran viikossa, puhelu välillä",
    "Kerran kuussa",
];

const AGREED: [&str; 6] = [
    "Asiakas vie hakemuksen Kelaan, ohjaaja soittaa perään perjantaina.",
    "Käydään yhdessä tutustumassa ryhmään.",
    "Kutsutaan sosiaalityöntekijä seuraavaan tapaamiseen.",
    "Avataan posti joka tiistai yhdessä.",
    "Asiakas kokeilee kahta aamua viikossa ja kertoo, miten meni.",
    "Varataan aika velkaneuvontaan.",
];

const DISSENT: &str = "Asiakas kävisi mieluummin kahdessa ryhmässä kuin yhdessä.";

/// Every so many-th open customership has no plan yet, or no decision.
const NO_PLAN: usize = 8;
const NO_DECISION: usize = 11;

/// Plans to be looked at now, and decisions that end soon: days from today.
const REVIEWS_NOW: [i64; 4] = [-4, 1, 3, 5];
const ENDING: [i64; 4] = [-6, 3, 17, 40];

/// How long a decision holds, in days.
const HALF_A_YEAR: i64 = 182;

/// A customership, and where it stands among the open ones.
struct Subject<'a> {
    entered: &'a Entered,
    at: usize,
    /// Days from today.
    opened: i64,
}

/// Everybody's plans and decisions, those opened first first.
pub fn enter(tx: &Transaction, entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let open = entered.iter().filter(|entered| entered.person.state.is_live());
    let mut open: Vec<(i64, &Entered)> = open.filter_map(|entered| Some((entered.person.opened?, entered))).collect();
    open.sort_by_key(|(opened, entered)| (*opened, entered.episode));
    for (at, (opened, entered)) in open.into_iter().enumerate() {
        let subject = Subject { entered, at, opened };
        if at % NO_PLAN != NO_PLAN - 1 && opened < -12 {
            add_plans(tx, &subject, chance)?;
        }
        if at % NO_DECISION != NO_DECISION - 1 && opened < -8 {
            add_decisions(tx, &subject, chance)?;
        }
    }
    Ok(())
}

/// The first within two weeks; of the older ones, a second half a year later.
fn add_plans(tx: &Transaction, subject: &Subject, chance: &mut Chance) -> Result<(), StoreError> {
    let first = subject.opened + chance.rng.i64(4..12);
    let second = (first < -190).then(|| first + chance.rng.i64(150..180));
    let mut fields = words(chance, first);
    let mut active = plans::insert(tx, subject.entered.episode, None, &fields)?;
    if let Some(second) = second {
        let agreed = Some(chance.one_of(&AGREED).to_string());
        fields = PlanFields { made_on: chance.working_day(second), agreed, ..fields };
        active = plans::insert(tx, subject.entered.episode, Some(active), &fields)?;
    }
    let made = (fields.made_on - chance.today).num_days();
    let review = REVIEWS_NOW.get(subject.at).copied().unwrap_or_else(|| (made + 91).max(chance.rng.i64(8..80)));
    plans::update(tx, active, 1, &PlanFields { review_on: Some(chance.working_day(review)), ..fields })
}

fn words(chance: &mut Chance, made: i64) -> PlanFields {
    PlanFields {
        made_on: chance.working_day(made),
        strengths: Some(chance.one_of(&STRENGTHS).to_string()),
        factors: Some(chance.one_of(&FACTORS).to_string()),
        services: chance.happens(30).then(|| "Aikuissosiaalityö, toimeentulotuki".to_string()),
        rhythm: Some(chance.one_of(&RHYTHMS).to_string()),
        agreed: Some(chance.one_of(&AGREED).to_string()),
        dissent: chance.happens(8).then(|| DISSENT.to_string()),
        review_on: None,
    }
}

/// Half a year at a time, each continuing the one before, up to one that holds. A few end soon, and one has ended.
fn add_decisions(tx: &Transaction, subject: &Subject, chance: &mut Chance) -> Result<(), StoreError> {
    let last = ENDING.get(subject.at).copied().unwrap_or_else(|| chance.rng.i64(65..HALF_A_YEAR));
    let mut before = None;
    let mut from = chance.day(subject.opened + 2);
    let end = chance.day(last);
    while from <= end {
        let whole = from + TimeDelta::days(HALF_A_YEAR);
        // What would be left of less than two months is not a decision of its own.
        let to = if whole + TimeDelta::days(60) > end { end } else { whole };
        before = Some(decisions::insert(tx, subject.entered.episode, &decision(subject, from, to, before, chance))?);
        from = to + TimeDelta::days(1);
    }
    Ok(())
}

fn decision(
    subject: &Subject,
    from: NaiveDate,
    to: NaiveDate,
    replaces: Option<DecisionId>,
    chance: &Chance,
) -> DecisionFields {
    // A decision on what goes on is made before the last one ends.
    let lead = if replaces.is_some() { 9 } else { 1 };
    let decided = (from - chance.today).num_days() - lead;
    DecisionFields {
        number: Some(format!(
            "{}-{}",
            from.year(),
            2000 + 3 * usize::try_from(from.ordinal0()).unwrap_or_default() + subject.at
        )),
        about: "Sosiaalinen kuntoutus".into(),
        decided_on: chance.working_day(decided.min(0)),
        valid_from: from,
        valid_to: Some(to),
        replaces,
    }
}
