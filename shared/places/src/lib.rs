//! Districts, localities, outcodes and the authorities beyond them, as dated data.
