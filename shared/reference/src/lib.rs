//! References that can be read out, and tracking codes.
