//! What the package ships of the program's own words is what the program says today.

use std::path::Path;
use std::process::Command;

/// Each file, the language, and the command that prints it; as `packaging/generate` writes them.
const PRINTED: &[(&str, &str, &[&str])] = &[
    ("man/rinnalla.1", "en", &["man"]),
    ("man/rinnalla.fi.1", "fi", &["man"]),
    ("man/rinnalla.sv.1", "sv", &["man"]),
    ("completions/rinnalla.bash", "fi", &["completions", "bash"]),
    ("completions/rinnalla.fish", "fi", &["completions", "fish"]),
    ("completions/_rinnalla", "fi", &["completions", "zsh"]),
];

fn packaging() -> &'static Path {
    concat!(env!("CARGO_MANIFEST_DIR"), "/packaging").as_ref()
}

#[test]
fn the_manual_and_the_completions_are_todays() {
    for (file, language, command) in PRINTED {
        let mut program = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
        let said = program.args(["--lang", language]).args(*command).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let shipped = std::fs::read(packaging().join(file)).unwrap();
        assert!(said.stdout == shipped, "packaging/{file} is not what the program says now: run packaging/generate");
    }
}

/// systemd knows every line of them, where there is one to ask; nothing starts by itself.
#[test]
fn the_units_are_sound() {
    let units = ["rinnalla-backup.service", "rinnalla-backup.timer"].map(|unit| packaging().join(unit));
    for unit in &units {
        let name = unit.file_name().unwrap().to_str().unwrap();
        assert!(include_str!("../Cargo.toml").contains(&format!("\"packaging/{name}\"")), "{name}");
    }
    let scripts = ["postinst", "prerm", "postrm"].map(|name| packaging().join("debian").join(name));
    for script in scripts {
        let text = std::fs::read_to_string(&script).unwrap();
        assert!(!text.contains(" enable") && !text.contains(" start "), "{}", script.display());
    }
    let verify =
        Command::new("systemd-analyze").args(["verify", "--man=no", "--recursive-errors=no"]).args(&units).output();
    let Ok(said) = verify else { return };
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    // The program itself is not installed where it is built.
    let lines: Vec<&str> = said.lines().filter(|line| !line.contains("/usr/bin/rinnalla is not executable")).collect();
    assert!(lines.is_empty(), "{said}");
}

/// A command that is gone must not stay in the package, nor one be missing from it.
#[test]
fn every_generated_file_is_in_the_package() {
    let manifest = include_str!("../Cargo.toml");
    for (file, ..) in PRINTED {
        assert!(manifest.contains(&format!("\"packaging/{file}\"")), "{file}");
    }
}

/// Shells read them without an error.
#[test]
fn the_shells_take_the_completions() {
    let script = packaging().join("completions/rinnalla.bash");
    let said = Command::new("bash").arg("-n").arg(script).output().unwrap();
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
    let zsh = std::fs::read_to_string(packaging().join("completions/_rinnalla")).unwrap();
    assert!(zsh.starts_with("#compdef rinnalla\n"));
}

/// The maintainer's scripts are shell without slips.
#[test]
fn the_scripts_are_sound() {
    for script in ["debian/postinst", "debian/prerm", "debian/postrm", "generate"] {
        let said = Command::new("sh").arg("-n").arg(packaging().join(script)).output().unwrap();
        assert!(said.status.success(), "{script}: {}", String::from_utf8_lossy(&said.stderr));
    }
}
