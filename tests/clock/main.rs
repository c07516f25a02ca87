//! The clock: how days are counted, what each rule watches, and that every place tells the same.

#[path = "../support/driver.rs"]
pub mod driver;
#[path = "../support/small.rs"]
pub mod small;

mod counting;
mod everywhere;
mod load;
mod rules;
