//! What the terminal can show, as far as its environment tells.

/// What the terminal can show. Queries to the terminal itself are avoided: the ones that do not answer cost two seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// The cursor can be moved about. Without that there is no screen to draw on.
    pub addressable: bool,
    /// Colour may be used. It never says anything alone.
    pub colour: bool,
    /// Signs beyond the letters, such as rounded borders and ticks, can be shown.
    pub unicode: bool,
}

impl Caps {
    /// Reads `TERM`, `NO_COLOR` (<https://no-color.org>: any value but the empty one) and the locale through `env`.
    pub fn detect(env: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| env(name).filter(|value| !value.is_empty());
        let term = value("TERM").unwrap_or_default();
        // The first one that is set decides (POSIX, Base Definitions, 8.2).
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(value);
        Self {
            addressable: term != "dumb",
            colour: value("NO_COLOR").is_none() && !term.starts_with("vt") && !term.ends_with("-mono"),
            // The Linux console draws from a font of at most 512 glyphs.
            unicode: locale.is_some_and(|name| is_utf8(&name)) && term != "linux",
        }
    }
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caps(env: &[(&str, &str)]) -> Caps {
        Caps::detect(|name| {
            let found = env.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| value.to_string())
        })
    }

    #[test]
    fn a_modern_terminal_can_do_everything() {
        let all = Caps { addressable: true, colour: true, unicode: true };
        assert_eq!(caps(&[("TERM", "xterm-256color"), ("LANG", "fi_FI.UTF-8")]), all);
        assert_eq!(caps(&[("TERM", "screen"), ("LC_CTYPE", "C.utf8")]), all);
    }

    #[test]
    fn no_color_counts_only_when_it_says_something() {
        assert!(!caps(&[("NO_COLOR", "1")]).colour);
        assert!(!caps(&[("NO_COLOR", "0")]).colour);
        assert!(caps(&[("NO_COLOR", "")]).colour);
    }

    #[test]
    fn terminals_without_colour() {
        assert!(!caps(&[("TERM", "vt220")]).colour);
        assert!(!caps(&[("TERM", "xterm-mono")]).colour);
        assert!(caps(&[("TERM", "linux")]).colour);
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        assert!(!caps(&[("LC_ALL", "C"), ("LANG", "fi_FI.UTF-8")]).unicode);
        assert!(caps(&[("LC_ALL", ""), ("LANG", "fi_FI.UTF-8")]).unicode);
        assert!(!caps(&[("LANG", "POSIX")]).unicode);
        assert!(!caps(&[("LANG", "fi_FI.ISO-8859-15")]).unicode);
        assert!(!caps(&[]).unicode);
    }

    #[test]
    fn the_console_has_few_glyphs_and_a_dumb_terminal_no_screen() {
        assert!(!caps(&[("TERM", "linux"), ("LANG", "fi_FI.UTF-8")]).unicode);
        assert!(!caps(&[("TERM", "dumb")]).addressable);
        assert!(caps(&[]).addressable);
    }
}
