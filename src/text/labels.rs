//! The words for what the field knows: states, rules, holidays, and what went wrong.
//!
//! A value of a closed set is [`Words::label`]: `words.label("tier", tier)`. What needs more than its key is here.

use std::collections::HashMap;

use super::Words;
use crate::domain::attendance::Mark;
use crate::domain::calendar::Holiday;
use crate::domain::dates::{DateError, show_date};
use crate::domain::due::{DueLine, Rule};
use crate::domain::rights::{self, Right};
use crate::say;
use crate::store::StoreError;
use crate::store::request::Lists;
use crate::store::sessions::Standing;

impl Words {
    /// "tavoitteen arviointi"; a rule that has no message yet goes by its key.
    pub fn due_rule(&self, rule: &Rule) -> String {
        let name = format!("due-{}", rule.key);
        if self.loader().has(&name) { self.get(&name) } else { rule.key.replace('-', " ") }
    }

    /// Why a line is there, in a sentence; nothing for a rule that has no message yet.
    pub fn due_why(&self, line: &DueLine) -> String {
        let name = format!("due-why-{}", line.rule.key);
        let since = HashMap::from([("since", show_date(line.since))]);
        if self.loader().has(&name) { self.loader().get_args(&name, since) } else { String::new() }
    }

    /// Why a date binds: "laki SHL 45 §", "sovittu", "käytäntö", "oma seuranta".
    pub fn ground(&self, rule: &Rule) -> String {
        let ground = self.label("ground", rule.ground);
        rule.source.map_or(ground.clone(), |source| format!("{ground} {source}"))
    }

    /// "pitkäperjantai"
    pub fn holiday(&self, holiday: Holiday) -> String {
        self.get(&format!("holiday-{}", holiday.key()))
    }

    /// Whether a session takes place, and if not, why.
    pub fn standing(&self, standing: &Standing, lists: &Lists) -> String {
        match standing {
            Standing::Planned => say!(self, "standing-planned"),
            Standing::Held => say!(self, "standing-held"),
            Standing::NotHeld(code) if code.is_empty() => say!(self, "standing-not_held"),
            Standing::NotHeld(code) => self.code(lists, "not_held", code),
            Standing::Holiday(holiday) => self.holiday(*holiday),
            Standing::Closed(reason) => say!(self, "standing-closed", reason = reason.as_str()),
        }
    }

    /// The team's own word for a choice of one of its lists.
    pub fn code(&self, lists: &Lists, list: &str, key: &str) -> String {
        lists.label(list, key, self.lang()).to_string()
    }

    /// What happened to the file, and what to do about it.
    pub fn error(&self, error: &StoreError) -> String {
        let detail = match error {
            StoreError::Newer(version) => version.to_string(),
            StoreError::OwnsClients(count) => count.to_string(),
            StoreError::Forbidden(right) => self.who_may(*right),
            StoreError::Moved(table) => self.entity(table),
            StoreError::NoCopy(why) => self.error(why),
            StoreError::OldSqlite(text)
            | StoreError::Refused(text)
            | StoreError::StillKept(text)
            | StoreError::BadCopy(text) => text.clone(),
            StoreError::MarkedMeanwhile { who, theirs, mine } => {
                let mark = |mark: &Option<Mark>| {
                    mark.map_or_else(|| say!(self, "mark-unmarked"), |mark| self.label("mark", mark))
                };
                return say!(
                    self,
                    "error-marked-meanwhile",
                    who = who.as_str(),
                    theirs = mark(theirs),
                    mine = mark(mine)
                );
            }
            other => other.to_string(),
        };
        self.loader().get_args(&format!("error-{}", error.key()), HashMap::from([("detail", detail)]))
    }

    /// "tiiminvetäjä tai pääkäyttäjä"
    pub fn who_may(&self, right: Right) -> String {
        let roles: Vec<String> = rights::roles(right).iter().map(|role| self.label("role", *role)).collect();
        match roles.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} {} {last}", before.join(", "), say!(self, "or")),
            _ => roles.concat(),
        }
    }

    /// What is wrong with a typed day or week, and what would be right.
    pub fn date_error(&self, error: DateError) -> String {
        match error {
            DateError::Empty => say!(self, "date-empty"),
            DateError::Unknown => say!(self, "date-unknown"),
            DateError::NoSuchDay { day, month, year, nearest } => {
                say!(self, "date-no-such-day", typed = format!("{day}.{month}.{year}"), nearest = show_date(nearest))
            }
            DateError::NoSuchWeek { year, week, last } => {
                say!(self, "date-no-such-week", typed = format!("{week}/{year}"), last = last)
            }
            DateError::OutOfRange => say!(self, "date-out-of-range"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::RULES;
    use crate::domain::keyed::Keyed;
    use crate::domain::lang::Lang;
    use crate::store::codes::Code;

    fn lists() -> Lists {
        let code = |list: &str, key: &str, fi: &str, sv: &str| Code {
            list: list.into(),
            key: key.into(),
            fi: fi.into(),
            sv: sv.into(),
            en: "Cancelled by the organiser".into(),
        };
        let codes = vec![
            code("other", "organisation", "Väärä", "Fel"),
            code("not_held", "organisation", "Peruuntui järjestäjän vuoksi", "Inställt av arrangören"),
        ];
        Lists { codes, ..Lists::default() }
    }

    /// In this very language, not in the one that is fallen back on.
    fn has(words: &Words, name: &str) -> bool {
        let language = words.lang().key().parse().unwrap();
        words
            .loader()
            .with_message_iter(&language, |messages| messages.filter(|message| message.id.name == name).count() == 1)
    }

    /// One of each kind; a new kind belongs here and in the message files.
    fn errors() -> Vec<StoreError> {
        use StoreError::*;
        vec![
            Missing,
            Exists,
            NotOurs,
            Newer(7),
            Upgraded,
            ReadOnly,
            CannotOpen,
            NetworkDisk,
            OldSqlite("3.40.0".into()),
            Busy,
            DiskFull,
            Stale,
            Gone,
            Full,
            RegisterClosed,
            AlreadyIn,
            OthersWait,
            MarksOutside,
            SlotTaken,
            Marked,
            MarkedMeanwhile { who: "Mikko Alanen".into(), theirs: Some(Mark::NoShow), mine: None },
            RefTaken,
            NameTaken,
            LiveEpisode,
            AlreadyMeasured,
            OwnsClients(4),
            Over,
            Settled,
            NoFinalReview,
            NoAccess,
            Forbidden(Right::Write),
            Restricted,
            NoSuchReference,
            OwnOpening,
            StillKept("2007-001".into()),
            OnlyFigures,
            NothingToUndo,
            ChangedSince,
            Merged,
            Moved("note"),
            Restored,
            BadCopy(String::new()),
            NoCopy(Box::new(DiskFull)),
            Refused("why".into()),
            Damaged,
            Sqlite(rusqlite::Error::InvalidQuery),
        ]
    }

    #[test]
    fn every_error_is_a_sentence_that_says_what_to_do() {
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            for error in errors() {
                let said = words.error(&error);
                assert!(has(&words, &format!("error-{}", error.key())), "{error:?}");
                assert!(said.ends_with('.') && said.contains([':', ';']) && !said.contains('{'), "{said}");
            }
        }
    }

    #[test]
    fn no_kind_of_error_is_forgotten() {
        let said: Vec<&str> = errors().iter().map(StoreError::key).collect();
        assert_eq!(said, StoreError::KEYS);
    }

    #[test]
    fn an_error_names_what_it_knows() {
        let words = Words::new(Lang::Fi);
        assert!(words.error(&StoreError::Newer(7)).contains("versio 7"));
        assert!(words.error(&StoreError::OldSqlite("3.40.0".into())).contains("SQLite 3.40.0"));
        assert!(words.error(&StoreError::Refused("why".into())).contains("(why)"));
    }

    #[test]
    fn a_rule_says_why_its_date_binds() {
        let said = |lang, key: &str| {
            let words = Words::new(lang);
            let rule = RULES.iter().find(|rule| rule.key == key).unwrap();
            (words.due_rule(rule), words.ground(rule))
        };
        assert_eq!(said(Lang::Fi, "execution"), ("toimeenpano viimeistään".into(), "laki SHL 45 §".into()));
        assert_eq!(said(Lang::Sv, "goal-review"), ("bedömning av målet".into(), "avtalat".into()));
        assert_eq!(said(Lang::En, "follow-up"), ("come back to it".into(), "own follow-up".into()));
    }

    #[test]
    fn a_session_that_is_not_held_says_why() {
        let words = Words::new(Lang::Sv);
        let said = |standing| words.standing(&standing, &lists());
        assert_eq!(said(Standing::NotHeld("organisation".into())), "Inställt av arrangören");
        assert_eq!(said(Standing::NotHeld(String::new())), "inställd");
        assert_eq!(said(Standing::Holiday(Holiday::MayDay)), "första maj");
        assert_eq!(said(Standing::Closed("flytt".into())), "stängt: flytt");
        assert_eq!(said(Standing::Planned), "planerad");
    }

    #[test]
    fn a_code_that_no_list_has_is_shown_as_it_is() {
        assert_eq!(Words::new(Lang::Fi).code(&lists(), "not_held", "unheard_of"), "unheard_of");
    }

    #[test]
    fn a_wrong_day_brings_the_right_one() {
        let words = Words::new(Lang::Fi);
        let nearest = "2017-02-28".parse().unwrap();
        let wrong = DateError::NoSuchDay { day: 31, month: 2, year: 2017, nearest };
        assert_eq!(words.date_error(wrong), "Päivää 31.2.2017 ei ole; tarkoititko 28.2.2017?");
    }
}
