//! Texts that people publish under a number: how they are kept, and how the next one begins.

/// The most bytes of a text that is sent on a page.
pub const TEXT_LIMIT: usize = 200_000;

/// A text as it is kept, however it was typed or saved: the same for everybody who sends it.
pub fn as_kept(text: &str) -> String {
    format!("{}\n", text.replace("\r\n", "\n").trim_end())
}

/// The text of a version as the beginning of the next one.
pub fn with_number(text: &str, number: u32) -> String {
    let line = line_of(text, "version");
    let lines: Vec<String> = (1_u32..)
        .zip(text.lines())
        .map(
            |(at, standing)| match at == line && is_setting(standing, "version") {
                true => format!("version = {number}"),
                false => standing.to_owned(),
            },
        )
        .collect();
    format!("{}\n", lines.join("\n"))
}

/// The line, from 1, on which a setting of the text's own stands.
pub fn line_of(text: &str, setting: &str) -> u32 {
    let found = (1_u32..)
        .zip(text.lines())
        .find(|(_, line)| is_setting(line, setting));
    found.map_or(1, |(number, _)| number)
}

fn is_setting(line: &str, setting: &str) -> bool {
    line.strip_prefix(setting)
        .is_some_and(|rest| rest.trim_start().starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_the_same_however_it_was_sent() {
        assert_eq!(as_kept("a\r\nb\r\n\r\n"), "a\nb\n");
        assert_eq!(as_kept("a\nb"), "a\nb\n");
    }

    #[test]
    fn the_next_version_begins_as_this_one_with_its_own_number() {
        let text = "# version = 9\nid = \"x\"\nversion = 1\n[[page]]\nid = \"version\"\n";
        assert_eq!(
            with_number(text, 2),
            "# version = 9\nid = \"x\"\nversion = 2\n[[page]]\nid = \"version\"\n"
        );
        assert_eq!(line_of(text, "version"), 3);
    }
}
