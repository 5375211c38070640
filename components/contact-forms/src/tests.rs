//! Sentences about people.
