//! Notes on contacts, which name no one else, and what is to be taken up again.

use rusqlite::Transaction;

use super::{Chance, Entered};
use crate::domain::ids::WorkerId;
use crate::domain::note::NoteFields;
use crate::store::{StoreError, notes};

/// Channel and text.
const NOTES: [(&str, &str); 30] = [
    ("phone", "Soitti ja kertoi, että viikko on mennyt hyvin. Tulee ryhmään torstaina."),
    ("phone", "Ei vastannut, jätetty viesti vastaajaan."),
    ("phone", "Vuokravelasta sovittu maksusuunnitelma. Ensimmäinen erä maksettu."),
    ("phone", "Peruutti tapaamisen flunssan vuoksi, uusi aika sovittu."),
    ("phone", "Kysyi bussikortista. Kortti haettavissa toimistolta."),
    ("phone", "Yö valvottu, mieliala matalalla. Käytiin läpi, mikä auttoi viimeksi."),
    ("meeting", "Tapaaminen toimistolla. Tavoitteita tarkennettiin, seuraava kerta sovittu."),
    ("meeting", "Täytettiin yhdessä toimeentulotukihakemus ja käytiin läpi liitteet."),
    ("meeting", "Kertoi, että aamut ovat helpottuneet. Herätyskello on nyt keittiössä."),
    ("meeting", "Keskusteltu opinnoista. Tutustumiskäynti oppilaitokseen kiinnostaa."),
    ("meeting", "Elämäntilanteen ympyrä täytetty. Vahvuutena kädentaidot ja huumori."),
    ("meeting", "Mietittiin, mihin ryhmään olisi helpointa lähteä. Valinta: Luovat kädet."),
    ("meeting", "Rahat eivät riitä kuun loppuun. Tehtiin viikkobudjetti."),
    ("meeting", "Arvio: tavoitteet toteutuneet melko hyvin. Jatketaan samalla suunnitelmalla."),
    ("home_visit", "Kotikäynti. Posti avattiin yhdessä, kaksi laskua maksettu heti."),
    ("home_visit", "Kotikäynti. Siivous hyvällä alulla, sovittiin yksi huone kerrallaan."),
    ("home_visit", "Kotikäynti. Ei avannut ovea, jätetty lappu ja lähetetty viesti."),
    ("message", "Viestillä muistutus huomisesta ryhmästä. Vastasi tulevansa."),
    ("message", "Lähetti kuvan valmiista työstä. Ilo kuului viestistä."),
    ("message", "Kysyi viestillä ryhmän alkamisaikaa, vastattu."),
    ("network", "Verkostotapaaminen. Sovittiin, kuka hoitaa minkäkin asian, muistio suunnitelmassa."),
    ("network", "Yhteispalaveri lähettävän tahon kanssa. Jatko kolmeksi kuukaudeksi."),
    ("network", "Palaveri työllisyyspalvelujen kanssa. Työkokeilu mahdollinen syksyllä."),
    ("group", "Ryhmässä mukana alusta loppuun, auttoi kahvinkeitossa."),
    ("group", "Lähti ryhmästä kesken, ahdisti. Soitetaan huomenna."),
    ("group", "Ensimmäinen kerta ryhmässä. Istui ovensuussa, jäi loppuun asti."),
    ("group", "Puhui ryhmässä ensimmäisen kerran. Itse iloinen."),
    ("group", "Keilasi elämänsä ensimmäisen kaadon. Tulee ensi viikolla uudestaan."),
    ("other", "Asiakassuunnitelma päivitetty asiakkaan kanssa sovitun mukaisesti."),
    ("other", "Lausunto toimitettu asiakkaan pyynnöstä."),
];

/// Days from today, and what to do then: late, today, and this week.
const FOLLOW_UPS: [(i64, &str); 10] = [
    (-1, "Soita uudelleen"),
    (-3, "Tarkista, onko hakemus lähtenyt"),
    (0, "Soita ja kysy, miten viikonloppu meni"),
    (0, "Varmista torstain kyyti"),
    (1, "Tarkista vuokran maksu"),
    (2, "Kysy, miltä ensimmäinen kerta tuntui"),
    (3, "Soita ryhmän jälkeen"),
    (4, "Varaa aika verkostotapaamiseen"),
    (9, "Kysy opiskelupaikasta"),
    (16, "Tarkista bussikortti"),
];

/// How many days without a note are too long, and how many clients have none for longer.
const LONG: i64 = 40;
const FORGOTTEN: usize = 2;

/// Notes of the live customerships, and a last one of those that are over.
pub fn enter(tx: &Transaction, team: &[WorkerId], entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let mut lately = Vec::new();
    for entered in entered {
        let Some((opened, last)) = entered.person.span() else { continue };
        let count = match entered.person.closed {
            Some(_) => chance.rng.usize(0..2),
            None => chance.one_of(&[0, 1, 2, 2, 3, 4, 5]),
        };
        let mut days: Vec<i64> = (0..count).map(|_| chance.rng.i64(opened.max(last - 120)..=last)).collect();
        days.sort_unstable();
        if entered.person.closed.is_none() && opened.max(days.last().copied().unwrap_or(opened)) < -LONG {
            lately.push(entered);
        }
        for day in days {
            add(tx, team, entered, (day, None), chance)?;
        }
    }
    add_follow_ups(tx, team, entered, chance)?;
    add_lately(tx, team, &lately, chance)
}

/// The team keeps in touch: all but two of its clients have been met or called within the last weeks.
fn add_lately(tx: &Transaction, team: &[WorkerId], quiet: &[&Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let others = quiet.iter().filter(|entered| entered.person.worker > Some(0));
    let forgotten: Vec<_> = others.map(|entered| entered.client).take(FORGOTTEN).collect();
    let called = quiet.iter().filter(|entered| !forgotten.contains(&entered.client));
    let days = (-LONG..-LONG + 9).cycle();
    for ((entered, day), note) in called.zip(days).zip(NOTES.iter().cycle()) {
        write(tx, team, entered, (day, None), *note, chance)?;
    }
    Ok(())
}

/// Each with another client, every second one with the first worker's.
fn add_follow_ups(
    tx: &Transaction,
    team: &[WorkerId],
    entered: &[Entered],
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let open = || entered.iter().filter(|entered| entered.person.is_open() && entered.person.opened < Some(-14));
    let mut mine: Vec<&Entered> = open().filter(|entered| entered.person.worker == Some(0)).collect();
    let mut others: Vec<&Entered> = open().filter(|entered| entered.person.worker > Some(0)).collect();
    chance.rng.shuffle(&mut mine);
    chance.rng.shuffle(&mut others);
    for (at, follow_up) in FOLLOW_UPS.iter().enumerate() {
        let whose = if at % 2 == 0 { &mine } else { &others };
        let Some(entered) = whose.get(at / 2) else { continue };
        let day = follow_up.0.min(0) - chance.rng.i64(3..11);
        add(tx, team, entered, (day, Some(*follow_up)), chance)?;
    }
    Ok(())
}

fn add(
    tx: &Transaction,
    team: &[WorkerId],
    entered: &Entered,
    (day, follow_up): (i64, Option<(i64, &str)>),
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let note = chance.one_of(&NOTES);
    write(tx, team, entered, (day, follow_up), note, chance)
}

fn write(
    tx: &Transaction,
    team: &[WorkerId],
    entered: &Entered,
    (day, follow_up): (i64, Option<(i64, &str)>),
    (channel, body): (&str, &str),
    chance: &Chance,
) -> Result<(), StoreError> {
    let author = team[entered.person.worker.unwrap_or_default()];
    let fields = NoteFields {
        on_day: chance.working_day(day),
        channel: channel.to_string(),
        body: body.to_string(),
        follow_up_on: follow_up.map(|(day, _)| chance.day(day)),
        follow_up_what: follow_up.map(|(_, what)| what.to_string()),
        follow_up_for: None,
    };
    notes::insert(tx, entered.client, author, &fields, None).map(drop)
}
