//! A value as a cell, and back, with nothing lost between.

use rusqlite::types::{Value, ValueRef};

/// Before these a text has a backslash: the first keeps it apart from others that have one, a spreadsheet would take
/// the rest for the beginning of a formula.
const MARKED: &[u8] = b"\\=+-@\t\r";

/// As what a column of our tables holds its values; they are strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Integer,
    Real,
    Text,
    Blob,
}

impl Kind {
    /// By the type that the column was declared with; `None` for one that no table of ours has.
    pub fn declared(name: &str) -> Option<Kind> {
        Some(match name {
            "INTEGER" => Kind::Integer,
            "REAL" => Kind::Real,
            "TEXT" => Kind::Text,
            "BLOB" => Kind::Blob,
            _ => return None,
        })
    }
}

/// The cell of a value.
pub fn written(value: ValueRef) -> Vec<u8> {
    match value {
        ValueRef::Null => Vec::new(),
        ValueRef::Integer(number) => number.to_string().into_bytes(),
        // The shortest that reads back as the same number.
        ValueRef::Real(number) => format!("{number:?}").into_bytes(),
        ValueRef::Text(text) if text.first().is_none_or(|first| MARKED.contains(first)) => [b"\\", text].concat(),
        ValueRef::Text(text) => text.to_vec(),
        ValueRef::Blob(bytes) => format!("0x{}", super::hex(bytes)).into_bytes(),
    }
}

/// The value of a cell of a column of this kind; `None` when there is none that is written so.
pub fn read(cell: &[u8], kind: Kind) -> Option<Value> {
    let value = match kind {
        _ if cell.is_empty() => Value::Null,
        Kind::Integer => Value::Integer(std::str::from_utf8(cell).ok()?.parse().ok()?),
        Kind::Real => Value::Real(std::str::from_utf8(cell).ok()?.parse().ok()?),
        Kind::Text => Value::Text(String::from_utf8(cell.strip_prefix(b"\\").unwrap_or(cell).to_vec()).ok()?),
        Kind::Blob => Value::Blob(unhex(cell.strip_prefix(b"0x")?)?),
    };
    // One way of writing it only: "007" is not 7.
    (written((&value).into()) == cell).then_some(value)
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    text.len().is_multiple_of(2).then(|| text.chunks(2).map(pair).collect())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn back(value: &Value, kind: Kind) -> Option<Value> {
        read(&written(value.into()), kind)
    }

    #[test]
    fn nothing_and_an_empty_text_are_two_things() {
        assert_eq!(written(ValueRef::Null), b"");
        assert_eq!(written(ValueRef::Text(b"")), b"\\");
        assert_eq!(written(ValueRef::Blob(b"")), b"0x");
        assert_eq!(written(ValueRef::Text(b"=1+1")), b"\\=1+1");
        assert_eq!(written(ValueRef::Text(b"\\=1+1")), b"\\\\=1+1");
        assert_eq!(written(ValueRef::Integer(-2)), b"-2");
    }

    #[test]
    fn what_is_written_otherwise_is_no_value() {
        for (cell, kind) in [("007", Kind::Integer), ("1 ", Kind::Integer), ("x", Kind::Integer), ("=x", Kind::Text)] {
            assert_eq!(read(cell.as_bytes(), kind), None, "{cell}");
        }
        for cell in ["00", "0xA0", "0x0", "0xzz"] {
            assert_eq!(read(cell.as_bytes(), Kind::Blob), None, "{cell}");
        }
        assert_eq!(read(b"\xff", Kind::Text), None);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "\\PC{0,9}|[\\\\=+@\t\r\n\0\"',;-]{0,6}\\PC{0,3}") {
            let value = Value::Text(text);
            let cell = written((&value).into());
            prop_assert!(!cell.starts_with(b"=") && !cell.starts_with(b"+") && !cell.starts_with(b"@"));
            prop_assert_eq!(back(&value, Kind::Text), Some(value));
        }

        #[test]
        fn every_number_and_every_byte_comes_back(number in any::<i64>(), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(back(&Value::Integer(number), Kind::Integer), Some(Value::Integer(number)));
            prop_assert_eq!(back(&Value::Blob(bytes.clone()), Kind::Blob), Some(Value::Blob(bytes)));
        }
    }
}
