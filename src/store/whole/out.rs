//! Out: every table as it stands in one moment.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::{FORMAT, MANIFEST, Manifest, NOTE, PROGRAM, SUMS, Sheet, cells, columns, tables};
use crate::domain::rights::Right;
use crate::store::error::Result;
use crate::store::{Store, chain, migrations, sight};

impl Store {
    /// Writes the whole file, for who may take it out: a table each, then the manifest, then the sums. `create` makes
    /// the file of a name.
    ///
    /// # Errors
    /// `Forbidden`; `Io` with what the disk said, and then what was written is not whole: it has no sums.
    pub fn take_out(&self, create: &mut dyn FnMut(&str) -> io::Result<File>) -> Result<Manifest> {
        // One moment of the file: others write on meanwhile.
        let moment = self.reader().unchecked_transaction()?;
        sight::require(&moment, self.worker(), Right::TakeOut)?;
        let sheets = tables(&moment)?.iter().map(|table| sheet(&moment, table, create)).collect::<Result<_>>()?;
        let manifest = Manifest {
            program: PROGRAM.into(),
            format: FORMAT,
            schema: migrations::LATEST,
            version: env!("CARGO_PKG_VERSION").into(),
            taken_at: moment.query_row("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')", [], |row| row.get(0))?,
            note: NOTE.into(),
            log_head: chain::head(&moment)?.map(Into::into),
            tables: sheets,
        };
        let (text, sums) = manifest.files()?;
        for (name, content) in [(MANIFEST, text), (SUMS, sums)] {
            let mut file = create(name)?;
            file.write_all(content.as_bytes())?;
            file.sync_all()?;
        }
        Ok(manifest)
    }
}

/// Writes a table, past the view that hides clients: a whole file has everybody.
fn sheet(conn: &Connection, table: &str, create: &mut dyn FnMut(&str) -> io::Result<File>) -> Result<Sheet> {
    let file = format!("{table}.csv");
    let columns: Vec<String> = columns(conn, table)?.into_iter().map(|(name, _)| name).collect();
    let summing = Summing { to: BufWriter::new(create(&file)?), sha: Sha256::new() };
    let mut writer = csv::Writer::from_writer(summing);
    writer.write_record(&columns).map_err(io::Error::from)?;
    let mut query = conn.prepare(&format!("SELECT {} FROM main.{table} ORDER BY rowid", columns.join(", ")))?;
    let (mut found, mut rows) = (query.query([])?, 0);
    while let Some(row) = found.next()? {
        for at in 0..columns.len() {
            writer.write_field(cells::written(row.get_ref(at)?)).map_err(io::Error::from)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        rows += 1;
    }
    let Summing { to, sha } = writer.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
    to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    let last = "SELECT seq FROM main.sqlite_sequence WHERE name = ?1";
    let last_id = conn.query_row(last, [table], |row| row.get(0)).optional()?;
    Ok(Sheet { table: table.into(), file, columns, rows, last_id, sha256: super::hex(&sha.finalize()) })
}

/// Adds up what goes through it.
struct Summing {
    to: BufWriter<File>,
    sha: Sha256,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.sha.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
