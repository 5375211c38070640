//! Records of the wall into records of the store, and back.

use super::wall::exports::front_door::accounts_store::{accounts, desk, importing, mine};
use super::wall::front_door::types::types;

account_model::mirror!(types, accounts, importing, mine, desk);
