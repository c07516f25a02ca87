//! A plan as text, in the order in which the certified system's form asks (AVAIN's four parts: goals, situational
//! factors, services, methods), so that it is not typed twice. Neither address, municipality nor e-mail is in it.

use chrono::NaiveDate;

use super::Words;
use crate::domain::dates::{show_date, show_days};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::goal::{GoalState, Score};
use crate::domain::plan::{DecisionFields, PlanFields, PlanState};
use crate::say;
use crate::store::enrolments::Spell;
use crate::store::goals::Goal;
use crate::store::plans::{Plan, PlanPage};
use crate::store::request::Lists;

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub lines: Vec<String>,
}

/// The text of parts, as a file has it: a heading, its lines, an empty line.
pub fn text(parts: &[Part]) -> String {
    let part = |part: &Part| {
        let lines = [&part.heading].into_iter().chain(&part.lines);
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

/// A version of a plan, by its place among the versions.
///
/// `None` when there is no such version.
pub fn parts(page: &PlanPage, at: usize, words: &Words, lists: &Lists) -> Option<Vec<Part>> {
    let plan = page.plans.get(at)?;
    // A version that another has superseded held until that one was made.
    let until = at.checked_sub(1).and_then(|newer| page.plans.get(newer)).map(|newer| newer.fields.made_on);
    let sheet = Sheet { page, plan, until, words, lists };
    let mut parts = vec![sheet.head(), sheet.goals(), sheet.factors(), sheet.services(), sheet.methods()];
    parts.extend(sheet.dissent());
    Some(parts)
}

/// One version, and what it is told with.
struct Sheet<'a> {
    page: &'a PlanPage,
    plan: &'a Plan,
    /// When the next version was made.
    until: Option<NaiveDate>,
    words: &'a Words,
    lists: &'a Lists,
}

impl Sheet<'_> {
    fn fields(&self) -> &PlanFields {
        &self.plan.fields
    }

    fn head(&self) -> Part {
        let (words, fields) = (self.words, self.fields());
        let mut lines = vec![self.page.card.client.fields.name(), self.version()];
        let own = self.page.card.episodes.first().and_then(|episode| episode.own_worker);
        let name = own.and_then(|(worker, _)| self.lists.worker(worker));
        if let Some(name) = name.filter(|_| self.plan.state == PlanState::Active) {
            lines.push(labelled(&say!(words, "field-own-worker"), name));
        }
        if let Some(day) = fields.review_on.filter(|_| self.plan.state == PlanState::Active) {
            lines.push(labelled(&say!(words, "field-plan-review"), &show_date(day)));
        }
        Part { heading: say!(words, "plan-title"), lines }
    }

    /// "Versio 2, laadittu 20.1.2017, korvattu 20.4.2017"
    fn version(&self) -> String {
        let words = self.words;
        let made = say!(words, "plan-made", version = self.plan.version, day = show_date(self.fields().made_on));
        match (self.plan.state, self.until) {
            (PlanState::Active, _) => made,
            (state, Some(day)) => format!("{made}, {} {}", words.label("plan", state), show_date(day)),
            (state, None) => format!("{made}, {}", words.label("plan", state)),
        }
    }

    /// Those of the version that holds as they are now; those of an older one as it kept them.
    fn goals(&self) -> Part {
        let active = self.plan.state == PlanState::Active;
        let lines: Vec<String> = match active {
            true => self.pursued().enumerate().flat_map(|(at, goal)| self.goal(at + 1, goal)).collect(),
            false => {
                let kept = self.page.kept.get(&self.plan.id).map(Vec::as_slice).unwrap_or_default();
                kept.iter().enumerate().map(|(at, goal)| format!("{}. {}", at + 1, one_line(goal))).collect()
            }
        };
        let none = || vec![say!(self.words, "plan-no-goals")];
        Part { heading: say!(self.words, "plan-goals"), lines: if lines.is_empty() { none() } else { lines } }
    }

    fn pursued(&self) -> impl Iterator<Item = &Goal> {
        self.page.card.goals.iter().filter(|goal| goal.fields.state == GoalState::Active)
    }

    fn goal(&self, number: usize, goal: &Goal) -> Vec<String> {
        let (words, fields) = (self.words, &goal.fields);
        let inner = |label: String, text: &str| labelled(&label, &one_line(text));
        let scale = format!("{} {}…{}", words.label("scale", fields.scale), Score::ALL[0], Score::ALL[4]);
        let mut lines = vec![format!("{number}. {}", one_line(&fields.text))];
        lines.extend(fields.target.as_deref().map(|target| inner(say!(words, "field-target"), target)));
        let responsible = fields.responsible.map(|who| words.label("responsible", who));
        lines.extend(responsible.map(|who| inner(say!(words, "field-responsible"), &who)));
        lines.push(inner(say!(words, "field-scale"), &scale));
        let scored = goal.last.as_ref().map(|last| (last.held, words.scores(&last.finding)));
        let scored = scored.filter(|(_, scores)| !scores.is_empty());
        lines.extend(scored.map(|(day, what)| say!(words, "review-last", day = show_date(day), what = what)));
        lines
    }

    fn factors(&self) -> Part {
        let (words, fields) = (self.words, self.fields());
        let told = [
            block(&say!(words, "field-strengths"), fields.strengths.as_deref()),
            block(&say!(words, "field-factors"), fields.factors.as_deref()),
        ];
        Part { heading: say!(words, "plan-factors"), lines: told.concat() }
    }

    /// What the program knows of while this version held, then what is only told.
    fn services(&self) -> Part {
        let (words, fields) = (self.words, self.fields());
        let spells = self.page.card.enrolments.iter().filter(|spell| self.is_of_this_time(spell));
        let mut lines: Vec<String> = spells.map(|spell| self.spell(spell)).collect();
        // What another decision has taken the place of is told of the time when it held.
        let told = self.page.card.decisions.iter().filter(|decision| !decision.is_replaced || self.until.is_some());
        let decisions = told.map(|decision| &decision.fields);
        let stood = |decision: &&DecisionFields| {
            decision.valid_to.is_none_or(|last| last >= fields.made_on)
                && self.until.is_none_or(|until| decision.valid_from < until)
        };
        lines.extend(decisions.filter(stood).map(|decision| {
            let number = decision.number.as_ref().map(|number| format!(" ({number})")).unwrap_or_default();
            format!("- {}{number}", labelled(&say!(words, "plan-decision"), &words.decision(decision)))
        }));
        lines.extend(block(&say!(words, "field-other-services"), fields.services.as_deref()));
        lines.extend(block(&say!(words, "field-rhythm"), fields.rhythm.as_deref()));
        Part { heading: say!(words, "plan-services"), lines }
    }

    fn is_of_this_time(&self, spell: &Spell) -> bool {
        let fields = &spell.fields;
        let queued = fields.state.is_queued() && self.plan.state == PlanState::Active;
        let member = matches!(fields.state, EnrolmentState::Enrolled | EnrolmentState::Ended);
        let begun = fields.starts.is_some_and(|starts| self.until.is_none_or(|until| starts < until));
        queued || (member && begun && fields.ends.is_none_or(|ends| ends >= self.fields().made_on))
    }

    /// "- Luovat kädet, 12.1.–27.4.2017: uskallan puhua ryhmässä"
    fn spell(&self, spell: &Spell) -> String {
        let when = match (spell.fields.state.is_queued(), spell.fields.starts, spell.fields.ends) {
            (true, ..) => self.words.label("enrolment", spell.fields.state),
            (_, Some(from), Some(to)) => show_days(from, to),
            (_, Some(from), None) => say!(self.words, "from-day", day = show_date(from)),
            _ => String::new(),
        };
        let purpose = self.page.purposes.get(&spell.id).map(|goal| format!(": {}", one_line(goal)));
        format!("- {}, {when}{}", spell.name, purpose.unwrap_or_default())
    }

    fn methods(&self) -> Part {
        let words = self.words;
        let active = self.plan.state == PlanState::Active;
        let numbered = self.pursued().enumerate().filter(|_| active);
        let means = numbered.filter_map(|(at, goal)| Some((at + 1, goal.fields.means.as_deref()?)));
        let mut lines: Vec<String> = means.map(|(number, means)| format!("{number}. {}", one_line(means))).collect();
        lines.extend(block(&say!(words, "field-agreed"), self.fields().agreed.as_deref()));
        Part { heading: say!(words, "plan-methods"), lines }
    }

    fn dissent(&self) -> Option<Part> {
        let text = self.fields().dissent.as_deref()?;
        Some(Part { heading: say!(self.words, "plan-dissent"), lines: text.lines().map(String::from).collect() })
    }
}

fn labelled(label: &str, text: &str) -> String {
    format!("{label}: {text}")
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A label and what was written under it; nothing where nothing was.
fn block(label: &str, text: Option<&str>) -> Vec<String> {
    let mut lines = text.unwrap_or_default().lines();
    match lines.next() {
        Some(first) => [labelled(label, first)].into_iter().chain(lines.map(String::from)).collect(),
        None => Vec::new(),
    }
}

impl Words {
    /// "Sosiaalinen kuntoutus 11.11.2016–10.5.2017"
    pub fn decision(&self, fields: &DecisionFields) -> String {
        let days = match fields.valid_to {
            Some(to) => show_days(fields.valid_from, to),
            None => say!(self, "from-day", day = show_date(fields.valid_from)),
        };
        format!("{} {days}", fields.about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::client::ClientFields;
    use crate::domain::episode::{EpisodeFields, EpisodeState};
    use crate::domain::goal::{GoalFields, Responsible, Scale};
    use crate::domain::lang::Lang;
    use crate::domain::worker::Role;
    use crate::store::change::Change;
    use crate::store::{Store, clients, plans, workers};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const TODAY: &str = "2017-02-06";

    /// A client under a non-disclosure order with one goal, two versions of a plan and two decisions.
    fn page() -> (PlanPage, Lists) {
        let mut store = Store::in_memory().unwrap();
        let satu = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
        store.sign_in(satu);
        let fields = ClientFields {
            reference: "2017-001".into(),
            family_name: "Virtanen".into(),
            given_name: "Aino".into(),
            email: Some("aino@example.org".into()),
            address: Some("Piilokatu 1".into()),
            municipality: Some("Siilinjärvi".into()),
            non_disclosure: true,
            ..ClientFields::default()
        };
        let episode = EpisodeFields {
            state: EpisodeState::Open,
            opened: Some(day("2017-01-02")),
            ..EpisodeFields::pending(day("2017-01-02"))
        };
        let goal = GoalFields {
            target: Some("Neljänä yönä\nviikossa".into()),
            means: Some("Unipäiväkirja".into()),
            responsible: Some(Responsible::Client),
            scale: Scale::Change,
            ..GoalFields::new("Nukun öisin".into(), day("2017-01-02"))
        };
        let plan = |rhythm: &str, made: &str| PlanFields {
            made_on: day(made),
            strengths: Some("Tulee ajoissa.\nSisko auttaa.".into()),
            factors: None,
            services: None,
            rhythm: Some(rhythm.into()),
            agreed: Some("Soitetaan perjantaina".into()),
            dissent: Some("Kävisi mieluummin\nkahdesti".into()),
            review_on: Some(day("2017-05-08")),
        };
        let decision = |from: &str, to: Option<&str>, replaces: Option<i64>| DecisionFields {
            number: Some("2017-15".into()),
            about: "Sosiaalinen kuntoutus".into(),
            decided_on: day(from),
            valid_from: day(from),
            valid_to: to.map(day),
            replaces: replaces.map(crate::domain::ids::DecisionId),
        };
        let of = crate::domain::ids::EpisodeId(1);
        let first = Some(crate::domain::ids::PlanId(1));
        let changes = [
            Change::AddClient { fields, proposed: false, episode: Some(episode), own_worker: Some(satu) },
            Change::AddGoal { episode: of, fields: goal },
            Change::AddPlan { episode: of, was: None, fields: plan("Kerran viikossa", "2017-01-09") },
            Change::AddPlan { episode: of, was: first, fields: plan("Joka toinen viikko", TODAY) },
            Change::AddDecision { episode: of, fields: decision("2017-01-09", Some("2017-01-31"), None) },
            Change::AddDecision { episode: of, fields: decision("2017-02-01", None, Some(1)) },
        ];
        for change in changes {
            store.change(&change, None).unwrap();
        }
        let client = clients::by_reference(store.reader(), "2017-001").unwrap().unwrap();
        let page = plans::page(store.reader(), client, day(TODAY)).unwrap();
        (page, Lists::read(store.reader()).unwrap())
    }

    fn told(at: usize, lang: Lang) -> String {
        let (page, lists) = page();
        text(&parts(&page, at, &Words::new(lang), &lists).unwrap())
    }

    #[test]
    fn the_parts_stand_in_the_order_of_the_certified_systems_form() {
        let wanted = "ASIAKASSUUNNITELMA\nVirtanen Aino\nVersio 2, laadittu 6.2.2017\nOmatyöntekijä: Satu Rantala\n\
            Suunnitelman tarkistus: 8.5.2017\n\n\
            1 TAVOITTEET\n1. Nukun öisin\nMilloin toteutunut: Neljänä yönä viikossa\nVastuu: asiakas\n\
            Asteikko: muutos parempaan tai huononemisen esto -2…+2\n\n\
            2 TILANNETEKIJÄT\nVahvuudet, voimavarat: Tulee ajoissa.\nSisko auttaa.\n\n\
            3 PALVELUT\n- Päätös: Sosiaalinen kuntoutus alkaen 1.2.2017 (2017-15)\n\
            Tapaamisten tiheys: Joka toinen viikko\n\n\
            4 MENETELMÄT\n1. Unipäiväkirja\nSovitut jatkotoimet: Soitetaan perjantaina\n\n\
            ASIAKKAAN ERIÄVÄ NÄKEMYS\nKävisi mieluummin\nkahdesti\n";
        assert_eq!(told(0, Lang::Fi), wanted);
    }

    #[test]
    fn an_older_version_says_what_held_in_its_time() {
        let older = told(1, Lang::Fi);
        assert!(older.contains("Versio 1, laadittu 9.1.2017, korvattu 6.2.2017"), "{older}");
        assert!(older.contains("1 TAVOITTEET\n1. Nukun öisin\n\n"), "{older}");
        assert!(older.contains("Sosiaalinen kuntoutus 9.–31.1.2017"), "{older}");
        assert!(older.contains("Tapaamisten tiheys: Kerran viikossa"), "{older}");
        let (page, lists) = page();
        assert!(parts(&page, 2, &Words::new(Lang::Fi), &lists).is_none());
    }

    #[test]
    fn neither_address_nor_municipality_nor_mail_is_told() {
        for lang in [Lang::Fi, Lang::Sv, Lang::En] {
            let text = told(0, lang);
            for hidden in ["Piilokatu", "Siilinjärvi", "example.org"] {
                assert!(!text.contains(hidden), "{text}");
            }
        }
    }
}
