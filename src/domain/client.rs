//! Clients: whom the team works with.

use chrono::NaiveDate;

use super::{dates, text};

/// What a person types about a client. Codes are keys of the code lists.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ClientFields {
    /// The team's own reference. Never an identity code.
    pub reference: String,
    pub family_name: String,
    pub given_name: String,
    pub birth_date: Option<NaiveDate>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// The contact address (*yhteysosoite*).
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub municipality: Option<String>,
    pub language: Option<String>,
    pub gender: Option<String>,
    pub education: Option<String>,
    pub employment: Option<String>,
    pub household: Option<String>,
    pub benefit: Option<String>,
    /// Has a bus card for coming to activities.
    pub bus_card: bool,
    /// *Turvakielto*: municipality and e-mail stay hidden, phone and contact address may be shown (THL Sosmeta 1505.1).
    pub non_disclosure: bool,
}

impl ClientFields {
    /// "Family Given", as lists show people.
    pub fn name(&self) -> String {
        format!("{} {}", self.family_name, self.given_name)
    }

    /// What may be shown of the municipality: nothing under a non-disclosure order.
    pub fn shown_municipality(&self) -> Option<&str> {
        self.municipality.as_deref().filter(|_| !self.non_disclosure)
    }

    /// What may be shown of the e-mail address: nothing under a non-disclosure order.
    pub fn shown_email(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| !self.non_disclosure)
    }

    /// Orders people the Finnish way: å ä ö after z.
    pub fn sort_key(&self) -> String {
        text::sort_key(&self.name())
    }

    /// What the look-up reads: name, reference, phone digits and birth date, without case or diacritics.
    pub fn fold_key(&self) -> String {
        let phone: String = self.phone.iter().flat_map(|p| p.chars()).filter(char::is_ascii_digit).collect();
        let born = self.birth_date.map(dates::show_date).unwrap_or_default();
        text::fold(&format!("{} {} {phone} {born}", self.name(), self.reference)).trim().to_string()
    }
}

/// Six digits, the mark of a century, three digits and a check: a Finnish personal identity code (DVV 2023), which is
/// never a team's own reference.
pub fn looks_like_identity_code(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        [born @ .., _, a, b, c, check] if born.len() == 6 => {
            born.iter().chain([a, b, c]).all(char::is_ascii_digit) && check.is_ascii_alphanumeric()
        }
        _ => false,
    }
}

/// Debug output may reach a panic text, so it names no one.
impl std::fmt::Debug for ClientFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientFields(..)")
    }
}
