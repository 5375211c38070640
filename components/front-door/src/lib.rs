//! The start page, advice, tracking and what stands around them.
