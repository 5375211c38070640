//! Load and scale, as ratios against a native baseline in the same run.
