//! Pure drawing. Nothing here knows what a client is.

pub mod bars;
pub mod line_chart;
pub mod line_input;
pub mod list;
pub mod month_grid;
pub mod row;
pub mod theme;
pub mod trend;
pub mod week_grid;

pub use list::ListState;
pub use row::Row;
pub use theme::Theme;
