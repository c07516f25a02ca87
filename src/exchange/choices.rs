//! The words that may stand in a cell with a closed set of values: its key, or a label in any language.

use crate::domain::activity::{Kind, Tier};
use crate::domain::attendance::EnrolmentState;
use crate::domain::episode::EpisodeState;
use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::text::{clean_line, fold};
use crate::store::codes::Code;

/// One value: its key, and its labels in Finnish, Swedish and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    labels: [String; 3],
}

impl Choice {
    fn new(key: &str, labels: [&str; 3]) -> Choice {
        Choice { key: key.to_string(), labels: labels.map(String::from) }
    }

    /// The label in a language.
    pub fn label(&self, lang: Lang) -> &str {
        let [fi, sv, en] = &self.labels;
        match lang {
            Lang::Fi => fi,
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    fn answers_to(&self, folded: &str) -> bool {
        self.key == folded || self.labels.iter().any(|label| fold(label) == folded)
    }
}

/// Everything that may stand in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices(pub Vec<Choice>);

impl Choices {
    /// One code list of the file.
    pub fn of_list(codes: &[Code], list: &str) -> Choices {
        let own = codes.iter().filter(|code| code.list == list);
        Choices(own.map(|code| Choice::new(&code.key, [&code.fi, &code.sv, &code.en])).collect())
    }

    /// The values of one of the program's own sets.
    pub fn of_set<K: Labelled>() -> Choices {
        Choices(K::ALL.iter().map(|value| Choice::new(value.key(), value.labels())).collect())
    }

    /// The key for what somebody typed, whatever its case and diacritics.
    pub fn key_of(&self, typed: &str) -> Option<&str> {
        let folded = fold(&clean_line(typed));
        self.0.iter().find(|choice| choice.answers_to(&folded)).map(|choice| choice.key.as_str())
    }
}

/// A set of the program's own whose values a file may name by word.
pub trait Labelled: Keyed {
    /// In Finnish, Swedish and English.
    fn labels(self) -> [&'static str; 3];
}

impl Labelled for Tier {
    fn labels(self) -> [&'static str; 3] {
        match self {
            Tier::Own => ["oma", "egen", "own"],
            Tier::PurchasedBasic => ["ostopalvelu", "köptjänst", "purchased"],
            Tier::PurchasedTailored => ["räätälöity ostopalvelu", "skräddarsydd köptjänst", "tailored purchased"],
            Tier::Partnership => ["kumppanuus", "partnerskap", "partnership"],
            Tier::General => ["yleinen", "allmän", "general"],
        }
    }
}

impl Labelled for Kind {
    fn labels(self) -> [&'static str; 3] {
        match self {
            Kind::Group => ["ryhmä", "grupp", "group"],
            Kind::Course => ["kurssi", "kurs", "course"],
            Kind::Open => ["avoin", "öppen", "open"],
            Kind::Individual => ["yksilövalmennus", "individuell träning", "individual coaching"],
            Kind::Workshop => ["paja", "verkstad", "workshop"],
            Kind::WorkActivity => ["työtoiminta", "arbetsverksamhet", "work activity"],
            Kind::Appointment => ["ajanvaraus", "tidsbokning", "appointment"],
        }
    }
}

impl Labelled for EpisodeState {
    fn labels(self) -> [&'static str; 3] {
        match self {
            EpisodeState::Pending => ["vireillä", "anhängig", "pending"],
            EpisodeState::Open => ["avoin", "öppen", "open"],
            EpisodeState::Paused => ["tauolla", "pausad", "paused"],
            EpisodeState::Closed => ["päättynyt", "avslutad", "closed"],
            EpisodeState::Declined => ["ei aloitettu", "inte inledd", "declined"],
        }
    }
}

impl Labelled for EnrolmentState {
    fn labels(self) -> [&'static str; 3] {
        match self {
            EnrolmentState::Waiting => ["jonossa", "i kö", "waiting"],
            EnrolmentState::Enrolled => ["mukana", "med", "enrolled"],
            EnrolmentState::Ended => ["päättynyt", "avslutad", "ended"],
            EnrolmentState::Withdrawn => ["perunut", "återtagen", "withdrawn"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, codes};

    fn no_word_means_two(choices: &Choices) {
        for choice in &choices.0 {
            for word in choice.labels.iter().chain([&choice.key]) {
                assert_eq!(choices.key_of(&word.to_uppercase()), Some(choice.key.as_str()), "{word}");
            }
        }
    }

    #[test]
    fn each_word_of_a_set_means_one_value() {
        no_word_means_two(&Choices::of_set::<Tier>());
        no_word_means_two(&Choices::of_set::<Kind>());
        no_word_means_two(&Choices::of_set::<EpisodeState>());
        no_word_means_two(&Choices::of_set::<EnrolmentState>());
    }

    #[test]
    fn each_label_of_a_code_list_means_one_code() {
        let store = Store::in_memory().unwrap();
        let all = codes::all(store.reader()).unwrap();
        for code in &all {
            no_word_means_two(&Choices::of_list(&all, &code.list));
        }
    }
}
