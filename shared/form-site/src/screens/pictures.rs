//! The pictures of Easy Read, drawn for this project. Each is decoration to a screen reader, which reads
//! the words beside it instead.

use std::sync::LazyLock;

use packed::{Packed, packed};

/// The drawings, one a line after its name, as the build script has put them.
const PACKED: Packed = packed!("pictures");

static DRAWINGS: LazyLock<String> = LazyLock::new(|| PACKED.text());

/// The drawing of this name.
pub fn find(name: &str) -> Option<&'static str> {
    let named = DRAWINGS.lines().filter_map(|line| line.split_once(' '));
    let mut found = named.filter(|(known, _)| *known == name);
    found.next().map(|(_, drawing)| drawing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_by_its_name_and_nothing_else_is() {
        assert!(
            find("phone")
                .is_some_and(|drawing| drawing.starts_with("<svg") && drawing.ends_with("</svg>"))
        );
        assert_eq!(find("no-such-picture"), None);
    }
}
