//! Closed sets with a stable key: the word in the file, in imports and in message names.

/// A closed set of values, each known by one lower-case word.
pub trait Keyed: Copy + Eq + 'static {
    /// Every value, in the order in which people are shown them.
    const ALL: &'static [Self];
    /// The word for this value in the file and in message names.
    fn key(self) -> &'static str;
    /// The value for a word, if it is one of ours.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.key() == key)
    }
}

/// Declares an enum and its words in one place, so that neither can be forgotten.
macro_rules! keyed {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $crate::domain::keyed::Keyed for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn key(self) -> &'static str { match self { $(Self::$variant => $key),+ } }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::domain::keyed::Keyed::key(*self))
            }
        }
    };
}
pub(crate) use keyed;
