//! Working hours, working days and times in words, in Europe/London.
