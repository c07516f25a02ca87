use super::*;
use std::collections::HashSet;

#[test]
fn every_key_name_is_a_key() {
    for binding in BINDINGS {
        for name in binding.keys.split(' ') {
            assert!(key_named(name).is_some(), "{name}");
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    let mut seen = HashSet::new();
    for binding in BINDINGS {
        for name in binding.keys.split(' ') {
            assert!(seen.insert((binding.place, name)), "{name} twice in {:?}", binding.place);
        }
    }
}

#[test]
fn the_nearest_place_decides_and_everywhere_comes_last() {
    let key = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
    assert_eq!(resolve(&[Place::Roster, Place::List], key('e')), Some(Action::Excused));
    assert_eq!(resolve(&[Place::Clients, Place::List], key('e')), Some(Action::EditClient));
    assert_eq!(resolve(&[Place::List], key('q')), Some(Action::Quit));
    assert_eq!(resolve(&[Place::List], key('ö')), None);
    let control = KeyEvent::new(KeyCode::Char('f'), KeyModifiers::CONTROL);
    assert_eq!(resolve(&[Place::Clients], control), Some(Action::LookUp), "Ctrl-F is not f");
}
