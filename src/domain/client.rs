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
    /// The last day of the order; it is given for five years at most, then for two at a time (VTJ Act 661/2009, 37 §).
    pub non_disclosure_until: Option<NaiveDate>,
}

impl ClientFields {
    /// "Family Given", as lists show people.
    pub fn name(&self) -> String {
        format!("{} {}", self.family_name, self.given_name)
    }

    /// What may be shown of the municipality: nothing under a non-disclosure order.
    pub fn shown_municipality(&self) -> Option<&str> {
        self.municipality.as_deref().filter(|_| may_show("municipality", self.non_disclosure))
    }

    /// What may be shown of the e-mail address: nothing under a non-disclosure order.
    pub fn shown_email(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| may_show("email", self.non_disclosure))
    }

    /// Orders people the Finnish way: å ä ö after z.
    pub fn sort_key(&self) -> String {
        text::sort_key(&self.name())
    }

    /// What the look-up reads: name, reference, phone digits and birth date, without case or diacritics.
    pub fn fold_key(&self) -> String {
        let phone = text::phone_digits(self.phone.as_deref().unwrap_or_default());
        let born = self.birth_date.map(dates::show_date).unwrap_or_default();
        text::fold(&format!("{} {} {phone} {born}", self.name(), self.reference)).trim().to_string()
    }
}

/// True for what may be shown of a client, by the name of its column. A non-disclosure order hides the municipality and
/// all contacts but the phone and the contact address (THL Sosmeta 1505.1): on screens, on paper, in exports and in
/// what the log tells.
pub fn may_show(column: &str, non_disclosure: bool) -> bool {
    !(non_disclosure && matches!(column, "municipality" | "email"))
}

/// True for what has the form of a personal identity code (*henkilötunnus*), be it a real one or not: six figures of a
/// birth date, the sign of a century (DVV: `+`, `-` and U–Y, A–F), three figures and a check. No such thing is ever a
/// team's own reference.
pub fn looks_like_identity_code(text: &str) -> bool {
    let chars: Vec<char> = text.trim().chars().collect();
    let figures = |part: &[char]| part.iter().all(char::is_ascii_digit);
    match chars.as_slice() {
        [born @ .., century, one, two, three, check] if born.len() == 6 => {
            figures(born) && is_century(*century) && figures(&[*one, *two, *three]) && check.is_ascii_alphanumeric()
        }
        _ => false,
    }
}

impl ClientFields {
    /// The columns besides the reference into which a personal identity code has been put: it is never kept here. A
    /// telephone number may be six figures, a dash and four, so there the check has to be a letter.
    pub fn identity_codes(&self) -> Vec<&'static str> {
        let within = |text: &str| text.split_whitespace().any(looks_like_identity_code);
        let of = |text: &Option<String>| text.as_deref().is_some_and(within);
        let in_phone = self.phone.as_deref().is_some_and(|phone| {
            phone.split_whitespace().any(|part| looks_like_identity_code(part) && part.ends_with(char::is_alphabetic))
        });
        let columns = [
            ("family_name", within(&self.family_name)),
            ("given_name", within(&self.given_name)),
            ("phone", in_phone),
            ("email", of(&self.email)),
            ("address", of(&self.address)),
        ];
        columns.into_iter().filter(|(_, found)| *found).map(|(column, _)| column).collect()
    }
}

/// However it is typed: in small letters, or with the dash that a word processor makes of a hyphen.
fn is_century(sign: char) -> bool {
    matches!(sign.to_ascii_uppercase(), '+' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'U'..='Y' | 'A'..='F')
}

/// Debug output may reach a panic text, so it names no one.
impl std::fmt::Debug for ClientFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientFields(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_hides_the_home_and_the_mail_and_leaves_what_is_needed_to_reach_somebody() {
        let columns = ["municipality", "email", "phone", "address", "postcode", "family_name"];
        let shown = |order| columns.into_iter().filter(|column| may_show(column, order)).collect::<Vec<_>>();
        assert_eq!(shown(true), ["phone", "address", "postcode", "family_name"]);
        assert_eq!(shown(false), columns);
    }

    #[test]
    fn an_identity_code_is_found_wherever_it_was_put() {
        let text = |text: &str| Some(text.to_string());
        let fields = ClientFields {
            family_name: "Salo 010190-123A".into(),
            given_name: "Aino".into(),
            phone: text("050123-4567"),
            address: text("Kuja 3, 010190-1234"),
            ..ClientFields::default()
        };
        assert_eq!(fields.identity_codes(), ["family_name", "address"], "a telephone number is none");
        let fields = ClientFields { phone: text("010190-123A"), ..ClientFields::default() };
        assert_eq!(fields.identity_codes(), ["phone"]);
    }

    #[test]
    fn an_identity_code_is_known_by_its_form() {
        for code in ["010190-123A", "010190+1234", "010105a123b", "010190Y900M", "010105F9001", " 010190–123A "] {
            assert!(looks_like_identity_code(code), "{code}");
        }
        for other in ["", "17-1", "2017-001", "010190-123", "010190-1234A", "01019A-123A", "010190/123A", "010190G123A"]
        {
            assert!(!looks_like_identity_code(other), "{other}");
        }
    }
}
