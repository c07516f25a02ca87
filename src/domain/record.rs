//! All that there is about one client, on its way to that client.

use super::keyed::keyed;

keyed! {
    /// As what a client's record leaves the program; the key ends the file's name.
    pub enum Shape {
        /// To be printed, or read in any browser.
        Html = "html",
        Text = "txt",
        /// For programs: every column as it is.
        Json = "json",
    }
}
