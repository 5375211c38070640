//! Whether the figures of a scheme that was never in force are shown.

use crate::Fault;

/// Reads the setting `care_cap`: `not-in-force`, which nothing said means too, or `demonstration`, where every
/// page says so.
///
/// # Errors
/// When it is anything else. Nobody can put the scheme into force by a setting.
pub fn shows_demonstration(care_cap: &str) -> Result<bool, Fault> {
    match care_cap {
        "" | "not-in-force" => Ok(false),
        "demonstration" => Ok(true),
        _ => Err(Fault::Internal(
            "care_cap must be not-in-force or demonstration".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_is_shown_only_as_a_demonstration_and_never_in_force() {
        assert_eq!(shows_demonstration(""), Ok(false));
        assert_eq!(shows_demonstration("not-in-force"), Ok(false));
        assert_eq!(shows_demonstration("demonstration"), Ok(true));
        for other in ["in-force", "yes", "Demonstration"] {
            assert!(shows_demonstration(other).is_err(), "{other}");
        }
    }
}
