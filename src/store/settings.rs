//! What the team has agreed on. What nobody has set is as usual, and is not in the file.

use rusqlite::Connection;

use super::error::{Result, StoreError};
use crate::domain::settings::{SETTINGS, Settings};

/// Every number as it holds now.
pub fn all(conn: &Connection) -> Result<Settings> {
    let mut settings = Settings::default();
    let mut query = conn.prepare_cached("SELECT key, value FROM setting")?;
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    for row in rows {
        let (key, value) = row?;
        if let Ok(value) = value.parse() {
            settings.set(&key, value);
        }
    }
    Ok(settings)
}

/// Sets one number, unless a colleague has changed it since it was read as `was`.
///
/// # Errors
/// `Stale`; `Refused` for what no setting may be.
pub fn set(conn: &Connection, key: &str, was: u32, value: u32) -> Result<()> {
    let setting = SETTINGS.iter().find(|setting| setting.key == key);
    let setting = setting.filter(|setting| (setting.least..=setting.most).contains(&value));
    let setting = setting.ok_or_else(|| StoreError::Refused(key.to_string()))?;
    if setting.of(&all(conn)?) != was {
        return Err(StoreError::Stale);
    }
    conn.execute(
        "INSERT INTO setting(key, value) VALUES(?1, ?2) \
         ON CONFLICT(key) DO UPDATE SET rev = rev + 1, value = excluded.value",
        (key, value.to_string()),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn what_is_set_holds_and_a_colleagues_is_not_overwritten() {
        let mut store = Store::in_memory().unwrap();
        assert_eq!(all(store.reader()).unwrap(), Settings::default());
        store.write(|tx| set(tx, "review-months", 3, 6)).unwrap();
        assert!(matches!(store.write(|tx| set(tx, "review-months", 3, 4)), Err(StoreError::Stale)));
        assert!(matches!(store.write(|tx| set(tx, "review-months", 6, 25)), Err(StoreError::Refused(_))));
        assert!(matches!(store.write(|tx| set(tx, "no-such", 0, 1)), Err(StoreError::Refused(_))));
        assert_eq!(all(store.reader()).unwrap().review_months, 6);
        store.undo().unwrap();
        assert_eq!(all(store.reader()).unwrap(), Settings::default());
    }
}
