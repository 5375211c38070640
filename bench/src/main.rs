//! Load and scale, as ratios against a native baseline in the same run.

mod figures;
mod http;
mod load;
mod server;

fn main() {}
