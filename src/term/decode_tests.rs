use super::*;
use proptest::prelude::*;

/// Feeds each piece as one packet, and then lets an Esc go that is still held.
fn decode(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for piece in pieces {
        decoder.feed(piece, &mut |input| inputs.push(input));
    }
    if decoder.holds_esc() {
        decoder.release_esc(&mut |input| inputs.push(input));
    }
    inputs
}

fn keys(bytes: &[u8]) -> Vec<KeyEvent> {
    let key = |input| match input {
        Input::Key(key) => key,
        other => panic!("{other:?} is no key"),
    };
    decode(&[bytes]).into_iter().map(key).collect()
}

fn key(bytes: &[u8]) -> KeyEvent {
    let keys = keys(bytes);
    assert_eq!(keys.len(), 1, "{keys:?}");
    keys[0]
}

fn text(text: &str) -> Input {
    Input::Paste { text: text.to_owned(), cut: false }
}

#[test]
fn letters() {
    assert_eq!(key(b"a"), KeyCode::Char('a').into());
    assert_eq!(key("ä".as_bytes()), KeyCode::Char('ä').into());
    assert_eq!(key("Å".as_bytes()), KeyEvent::new(KeyCode::Char('Å'), KeyModifiers::SHIFT));
    assert_eq!(key(b" "), KeyCode::Char(' ').into());
    assert_eq!(key(b"\x1bx"), KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT));
}

#[test]
fn control_characters() {
    assert_eq!(key(b"\r"), KeyCode::Enter.into());
    assert_eq!(key(b"\t"), KeyCode::Tab.into());
    assert_eq!(key(b"\x7f"), KeyCode::Backspace.into());
    assert_eq!(key(b"\x08"), KeyCode::Backspace.into());
    assert_eq!(key(b"\x13"), KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL));
    assert_eq!(key(b"\x1a"), KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL));
    assert_eq!(key(b"\0"), KeyEvent::new(KeyCode::Char(' '), KeyModifiers::CONTROL));
}

#[test]
fn function_keys_of_every_terminal() {
    let cases: &[(KeyCode, &[&[u8]])] = &[
        (KeyCode::Up, &[b"\x1b[A", b"\x1bOA"]),
        (KeyCode::Left, &[b"\x1b[D", b"\x1bOD"]),
        (KeyCode::Home, &[b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~"]),
        (KeyCode::End, &[b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"]),
        (KeyCode::Delete, &[b"\x1b[3~"]),
        (KeyCode::PageUp, &[b"\x1b[5~"]),
        (KeyCode::PageDown, &[b"\x1b[6~"]),
        (KeyCode::F(1), &[b"\x1bOP", b"\x1b[11~", b"\x1b[[A", b"\x1b[P"]),
        (KeyCode::F(5), &[b"\x1b[15~", b"\x1b[[E"]),
        (KeyCode::F(6), &[b"\x1b[17~"]),
        (KeyCode::F(10), &[b"\x1b[21~"]),
        (KeyCode::F(12), &[b"\x1b[24~"]),
        (KeyCode::F(20), &[b"\x1b[34~"]),
        (KeyCode::Enter, &[b"\x1bOM"]),
    ];
    for (code, sequences) in cases {
        for sequence in *sequences {
            assert_eq!(key(sequence), (*code).into(), "{}", sequence.escape_ascii());
        }
    }
}

#[test]
fn keys_with_others_held() {
    assert_eq!(key(b"\x1b[1;5C"), KeyEvent::new(KeyCode::Right, KeyModifiers::CONTROL));
    assert_eq!(key(b"\x1b[3;2~"), KeyEvent::new(KeyCode::Delete, KeyModifiers::SHIFT));
    assert_eq!(key(b"\x1b[1;4P"), KeyEvent::new(KeyCode::F(1), KeyModifiers::SHIFT | KeyModifiers::ALT));
    assert_eq!(key(b"\x1b[Z"), KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));
}

#[test]
fn a_split_key_is_one_key_and_a_lone_esc_is_esc() {
    assert_eq!(decode(&[b"\x1b", b"[A"]), [Input::Key(KeyCode::Up.into())]);
    assert_eq!(decode(&[b"\x1b[", b"1;", b"5C"]).len(), 1);
    assert_eq!(keys(b"\x1b"), [KeyCode::Esc.into()]);
    assert_eq!(keys(b"\x1b\x1b"), [KeyCode::Esc.into(), KeyCode::Esc.into()]);
    assert_eq!(keys(b"\x1b\x1b[A"), [KeyCode::Esc.into(), KeyCode::Up.into()]);
}

#[test]
fn noise_is_dropped_and_what_follows_it_is_kept() {
    assert_eq!(keys(b"\x1b[99~a"), [KeyCode::Char('a').into()]);
    assert_eq!(keys(b"\x1b[?1;2ca"), [KeyCode::Char('a').into()]);
    assert_eq!(keys(b"\x1b[12\ra"), [KeyCode::Enter.into(), KeyCode::Char('a').into()]);
    assert_eq!(keys(b"\x1b[12\x1b[A"), [KeyCode::Up.into()]);
    // A terminal set to Latin-1 sends its ä as one byte, which UTF-8 does not know.
    assert_eq!(keys(b"\xe4i"), [KeyCode::Char('i').into()]);
    assert_eq!(keys(b"\x1bO\x1b[A"), [KeyCode::Up.into()]);
    // Noise without an end does not swallow the keyboard for ever.
    let endless = [b"\x1b[".as_slice(), &[b'1'; LONGEST_SEQUENCE], b"\r"].concat();
    assert_eq!(keys(&endless), [KeyCode::Enter.into()]);
}

#[test]
fn pasted_text_is_text() {
    let paste = decode(&[b"\x1b[200~eka\r\ntoka\rkolmas\n\x1b[201~q"]);
    assert_eq!(paste, [text("eka\ntoka\nkolmas\n"), Input::Key(KeyCode::Char('q').into())]);
    assert_eq!(decode(&[b"\x1b[200~\x1b[A\x03\x1b[201~"]), [text("\x1b[A\x03")]);
}

#[test]
fn a_paste_at_the_limit_is_whole_and_one_beyond_is_cut() {
    let paste = |size: usize, extra: &str| {
        let bytes = ["\x1b[200~", &"x".repeat(size), extra, "\x1b[201~"].concat();
        match decode(&[bytes.as_bytes()]).as_slice() {
            [Input::Paste { text, cut }] => (text.len(), *cut),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(paste(PASTE_LIMIT, ""), (PASTE_LIMIT, false));
    assert_eq!(paste(PASTE_LIMIT, "y"), (PASTE_LIMIT, true));
    assert_eq!(paste(PASTE_LIMIT * 2, "y"), (PASTE_LIMIT, true));
    assert_eq!(paste(PASTE_LIMIT - 1, "ä"), (PASTE_LIMIT - 1, true));
}

proptest! {
    /// Where the line cuts the bytes changes nothing.
    #[test]
    fn packets_do_not_matter(
        parts in prop::collection::vec(
            prop::sample::select(vec!["a", "ä", "字", "\r", "\x1b[A", "\x1bOP", "\x1b[3;5~", "\x1b[[B", "\x1b[200~a\rb\x1b[201~", "\x1bx"]),
            0..20),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
    ) {
        let bytes = parts.concat().into_bytes();
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort();
        let pieces: Vec<_> = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]).collect();
        let decoded = decode(&pieces);
        prop_assert_eq!(decoded.len(), parts.len());
        prop_assert_eq!(decoded, decode(&[&bytes]));
    }

    /// No bytes stop the keyboard: whatever came, Esc and a letter arrive.
    #[test]
    fn noise_never_stops_the_keyboard(
        noise in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\x1b[O1;~\xc3".to_vec())], 0..100),
    ) {
        prop_assume!(!noise.windows(6).any(|bytes| bytes == b"\x1b[200~"));
        let mut bytes = noise;
        bytes.extend(b"\x1b[Aq");
        let inputs = decode(&[&bytes]);
        prop_assert!(inputs.ends_with(&[Input::Key(KeyCode::Up.into()), Input::Key(KeyCode::Char('q').into())]));
    }
}
