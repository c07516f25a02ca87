//! The terminal: entering and leaving it, reading it, signals.
