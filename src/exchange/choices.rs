//! The words that may stand in a cell with a closed set of values: its key, or a label in any language.

use std::sync::LazyLock;

use crate::domain::activity::{Kind, Tier};
use crate::domain::attendance::Mark;
use crate::domain::enrolment::EnrolmentState;
use crate::domain::episode::EpisodeState;
use crate::domain::goal::{GoalState, Responsible};
use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::measure::Instrument;
use crate::domain::text::{clean_line, fold};
use crate::store::codes::Code;
use crate::text::Words;

/// In Finnish, Swedish and English: a file need not speak the language of who brings it in.
static WORDS: LazyLock<[Words; 3]> = LazyLock::new(|| [Lang::Fi, Lang::Sv, Lang::En].map(Words::new));

/// One value: its key, its labels in Finnish, Swedish and English, and other words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    labels: [String; 3],
    also: &'static [&'static str],
}

impl Choice {
    fn of_code(code: &Code) -> Choice {
        Choice { key: code.key.clone(), labels: [&code.fi, &code.sv, &code.en].map(String::clone), also: &[] }
    }

    fn of_value<K: Labelled>(value: K) -> Choice {
        let labels = WORDS.each_ref().map(|words| words.label(K::MESSAGES, value));
        Choice { key: value.key().to_string(), labels, also: value.also() }
    }

    /// A key that has its word in the messages, as `<set>-<key>`.
    fn of_word(set: &str, key: &str) -> Choice {
        let labels = WORDS.each_ref().map(|words| words.get(&format!("{set}-{key}")));
        Choice { key: key.to_string(), labels, also: &[] }
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
        let mut words = self.labels.iter().map(String::as_str).chain(self.also.iter().copied());
        self.key == folded || words.any(|word| fold(word) == folded)
    }
}

/// Everything that may stand in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices(pub Vec<Choice>);

impl Choices {
    /// One code list of the file.
    pub fn of_list(codes: &[Code], list: &str) -> Choices {
        let own = codes.iter().filter(|code| code.list == list);
        Choices(own.map(Choice::of_code).collect())
    }

    /// The values of one of the program's own sets.
    pub fn of_set<K: Labelled>() -> Choices {
        Choices(K::ALL.iter().copied().map(Choice::of_value).collect())
    }

    /// Keys that have their words in the messages.
    pub fn of_words<'a>(set: &str, keys: impl Iterator<Item = &'a str>) -> Choices {
        Choices(keys.map(|key| Choice::of_word(set, key)).collect())
    }

    /// The key for what somebody typed, whatever its case and diacritics.
    pub fn key_of(&self, typed: &str) -> Option<&str> {
        let folded = fold(&clean_line(typed));
        self.0.iter().find(|choice| choice.answers_to(&folded)).map(|choice| choice.key.as_str())
    }
}

/// A set of the program's own whose values a file may name by word: as the screens do, and as some files do.
pub trait Labelled: Keyed {
    /// What the names of its messages begin with.
    const MESSAGES: &'static str;

    /// Other words for the value.
    fn also(self) -> &'static [&'static str];
}

impl Labelled for Tier {
    const MESSAGES: &'static str = "tier";

    fn also(self) -> &'static [&'static str] {
        match self {
            Tier::Own => &["oma", "egen", "own"],
            Tier::PurchasedBasic => &["ostopalvelu", "köptjänst", "purchased"],
            Tier::PurchasedTailored => &["tailored purchased"],
            Tier::Partnership => &["kumppanuus", "partnerskap"],
            Tier::General => &["yleinen", "allmän", "general"],
        }
    }
}

impl Labelled for Kind {
    const MESSAGES: &'static str = "kind";

    fn also(self) -> &'static [&'static str] {
        match self {
            Kind::Open => &["avoin", "öppen"],
            Kind::Individual => &["individuell träning"],
            Kind::Appointment => &["ajanvaraus", "tidsbokning"],
            Kind::Group | Kind::Course | Kind::Workshop | Kind::WorkActivity => &[],
        }
    }
}

impl Labelled for EpisodeState {
    const MESSAGES: &'static str = "episode";

    fn also(self) -> &'static [&'static str] {
        match self {
            EpisodeState::Paused => &["pausad"],
            _ => &[],
        }
    }
}

impl Labelled for EnrolmentState {
    const MESSAGES: &'static str = "enrolment";

    fn also(self) -> &'static [&'static str] {
        match self {
            EnrolmentState::Enrolled => &["med"],
            EnrolmentState::Withdrawn => &["perunut", "återtagen"],
            EnrolmentState::Waiting | EnrolmentState::Offered | EnrolmentState::Ended => &[],
        }
    }
}

impl Labelled for Mark {
    const MESSAGES: &'static str = "mark";

    fn also(self) -> &'static [&'static str] {
        match self {
            Mark::Present => &["paikalla"],
            Mark::Late => &["myöhästyi", "sen"],
            Mark::Excused => &["ilmoitettu poissaolo", "anmäld frånvaro"],
            Mark::NoShow => &["ei tullut", "uteblev", "no show", "absent"],
        }
    }
}

impl Labelled for GoalState {
    const MESSAGES: &'static str = "goal";

    fn also(self) -> &'static [&'static str] {
        match self {
            GoalState::NotAchieved => &["not achieved"],
            _ => &[],
        }
    }
}

impl Labelled for Responsible {
    const MESSAGES: &'static str = "responsible";

    fn also(self) -> &'static [&'static str] {
        &[]
    }
}

impl Labelled for Instrument {
    const MESSAGES: &'static str = "instrument";

    fn also(self) -> &'static [&'static str] {
        match self {
            Instrument::SituationCircle => &["elämäntilanteen selvittämisen ympyrä", "ympyrä"],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::measure::{SCORINGS, TOTAL};
    use crate::store::{Store, codes};

    fn no_word_means_two(choices: &Choices) {
        for choice in &choices.0 {
            for word in
                choice.labels.iter().map(String::as_str).chain(choice.also.iter().copied()).chain([choice.key.as_str()])
            {
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
        no_word_means_two(&Choices::of_set::<Mark>());
        no_word_means_two(&Choices::of_set::<GoalState>());
        no_word_means_two(&Choices::of_set::<Responsible>());
        no_word_means_two(&Choices::of_set::<Instrument>());
        for scoring in SCORINGS {
            no_word_means_two(&Choices::of_words("measure-part", scoring.parts.iter().copied().chain([TOTAL])));
        }
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
