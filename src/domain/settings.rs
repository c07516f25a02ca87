//! What a team has agreed on: numbers that are practice and not law, with what holds until somebody changes them.

/// One number that a team may set.
pub struct Setting {
    /// Names it in the file and in messages (`setting-<key>`).
    pub key: &'static str,
    /// What holds until it is set.
    pub usual: u32,
    pub least: u32,
    pub most: u32,
    place: fn(&mut Settings) -> &mut u32,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $usual:literal, $least:literal..=$most:literal;)+) => {
        /// Every number that a team may set.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings { $($(#[$doc])* pub $name: u32),+ }

        impl Default for Settings {
            fn default() -> Settings { Settings { $($name: $usual),+ } }
        }

        /// The table of settings: the file, the form and the list are made from it.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: $key,
            usual: $usual,
            least: $least,
            most: $most,
            place: |settings| &mut settings.$name,
        }),+];
    };
}

settings! {
    /// Months from one review to the next, where a goal has no interval of its own (PRO SOS 2018: three).
    review_months = "review-months", 3, 1..=24;
    /// Weeks after which an active client without contact is spoken of; 0: never.
    no_contact_weeks = "no-contact-weeks", 6, 0..=52;
    /// Days before its end that a decision, an agreed period or a non-disclosure is spoken of: the next takes its time.
    ending_ahead_days = "ending-ahead-days", 60, 0..=365;
    /// Days for the final review after a client's last service has ended.
    final_review_days = "final-review-days", 14, 0..=90;
    /// Days back that a register which nobody closed is still asked for.
    register_days = "register-days", 14, 1..=90;
    /// Days that an offered seat is kept.
    offer_days = "offer-days", 7, 1..=60;
    /// Figures below it are not told outside the team; 0: every figure is.
    suppress_below = "suppress-below", 5, 0..=20;
    /// Hours after which a file without a new copy is spoken of; 0: never.
    backup_hours = "backup-hours", 26, 0..=744;
    /// Minutes without a key after which the screen shows nothing.
    blank_minutes = "blank-minutes", 5, 1..=60;
    /// Minutes without a key after which the sitting ends; what is half typed is kept.
    end_minutes = "end-minutes", 20, 2..=480;
    /// Years that a client's record is kept from the closing of the matter (src/domain/retention.rs); never fewer than ten.
    retention_years = "retention-years", 10, 10..=100;
}

impl Setting {
    /// What it is in these settings.
    pub fn of(&self, settings: &Settings) -> u32 {
        // The table names a place to write; reading goes through a copy of these few numbers.
        *(self.place)(&mut settings.clone())
    }
}

impl Settings {
    /// Takes a value from the file; one that is out of range, or that no setting has, changes nothing.
    pub fn set(&mut self, key: &str, value: u32) {
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key)
            && (setting.least..=setting.most).contains(&value)
        {
            *(setting.place)(self) = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_counts_and_what_cannot_be_does_not() {
        let mut settings = Settings::default();
        settings.set("review-months", 6);
        settings.set("no-contact-weeks", 53);
        settings.set("no-such", 1);
        assert_eq!(settings, Settings { review_months: 6, ..Settings::default() });
    }

    #[test]
    fn every_setting_is_usually_within_its_own_range() {
        for setting in SETTINGS {
            assert!((setting.least..=setting.most).contains(&setting.usual), "{}", setting.key);
            assert_eq!(setting.of(&Settings::default()), setting.usual);
        }
    }
}
