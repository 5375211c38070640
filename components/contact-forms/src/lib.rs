//! The forms for residents and professionals.
