//! Sealed records and keyed look-ups.
