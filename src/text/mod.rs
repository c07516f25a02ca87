//! Every word that people read comes from here, and from the files in `locales`.

mod copies;
mod findings;
pub mod labels;
pub mod log;
pub mod merge;
pub mod page;
pub mod paper;
pub mod plan;
pub mod programme;
pub mod record;
pub mod reports;
mod short_names;
mod show;
mod timetable;

use std::sync::Arc;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
pub use short_names::Name;
pub use show::{UNDONE, weekday_key};

#[derive(RustEmbed)]
#[folder = "locales"]
struct Locales;

/// The messages of one language; a copy is a handle on the same.
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    loader: Arc<FluentLanguageLoader>,
}

/// A message by name, with its arguments; a name that no message has does not compile.
#[macro_export]
macro_rules! say {
    ($words:expr, $($rest:tt)*) => { ::i18n_embed_fl::fl!($words.loader(), $($rest)*) };
}

impl Words {
    /// Loads a language.
    ///
    /// # Panics
    /// When the message files in the program itself are broken, which a test rules out.
    pub fn new(lang: Lang) -> Words {
        let fallback = Lang::Fi.key().parse().expect("a language tag");
        let loader = FluentLanguageLoader::new("rinnalla", fallback);
        let wanted = lang.key().parse().expect("a language tag");
        loader.load_languages(&Locales, &[wanted]).expect("message files that can be read");
        // Otherwise every argument would come wrapped in invisible direction marks.
        loader.set_use_isolating(false);
        Words { lang, loader: Arc::new(loader) }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// For the `say!` macro.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// A message whose name is put together from a table's key; a test walks the tables.
    pub fn get(&self, name: &str) -> String {
        self.loader.get(name)
    }

    /// The word for a value of a closed set: `tier-own`, `mark-present`.
    pub fn label(&self, set: &str, value: impl Keyed) -> String {
        self.get(&format!("{set}-{}", value.key()))
    }
}
