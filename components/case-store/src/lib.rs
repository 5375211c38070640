//! The only code that knows how cases are kept.
