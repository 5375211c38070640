//! Bodies: JSON within its limits, and posted HTML forms.

use crate::Problem;

/// The most bytes of a JSON body.
pub const JSON_LIMIT: usize = 256 * 1024;
/// The deepest nesting of a JSON body.
pub const JSON_DEPTH: usize = 64;
/// The most bytes of a posted HTML form.
pub const FORM_LIMIT: usize = 1024 * 1024;

/// A posted HTML form: its fields in their order, decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormPost {
    pub pairs: Vec<(String, String)>,
}

impl FormPost {
    /// The first value of a field.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a field, as a group of checkboxes sends them.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

pub(crate) fn json(content_type: Option<&str>, body: &[u8]) -> Result<serde_json::Value, Problem> {
    if !is_media_type(content_type, "application/json") {
        return Err(Problem::unsupported_media_type(
            "Send the body as JSON, with the header \"Content-Type: application/json\".",
        ));
    }
    if body.len() > JSON_LIMIT {
        return Err(Problem::too_large(JSON_LIMIT));
    }
    if nests_deeper_than(body, JSON_DEPTH) {
        return Err(Problem::bad_request(format!(
            "The body is nested more than {JSON_DEPTH} levels deep. Send flatter JSON."
        )));
    }
    serde_json::from_slice(body).map_err(|error| {
        Problem::bad_request(format!(
            "The body is not JSON: look at line {}, column {}. Send JSON in UTF-8.",
            error.line(),
            error.column()
        ))
    })
}

pub(crate) fn form(content_type: Option<&str>, body: &[u8]) -> Result<FormPost, Problem> {
    if !is_media_type(content_type, "application/x-www-form-urlencoded") {
        return Err(Problem::unsupported_media_type(
            "Send the form from the page, or as application/x-www-form-urlencoded.",
        ));
    }
    if body.len() > FORM_LIMIT {
        return Err(Problem::too_large(FORM_LIMIT));
    }
    let pairs = form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    Ok(FormPost { pairs })
}

fn is_media_type(header: Option<&str>, wanted: &str) -> bool {
    header
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted))
}

/// Whether brackets outside strings ever stand deeper than `limit`. Looks at bytes only, so that
/// no input can exhaust the stack of the parser that comes after.
fn nests_deeper_than(body: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: Option<&str> = Some("application/json; charset=utf-8");

    fn status(body: &[u8]) -> u16 {
        json(JSON, body).map_or_else(|problem| problem.status, |_| 200)
    }

    #[test]
    fn json_is_read_only_when_it_is_declared() {
        assert_eq!(json(None, b"{}").unwrap_err().status, 415);
        assert_eq!(json(Some("text/plain"), b"{}").unwrap_err().status, 415);
        assert_eq!(status(b"{}"), 200);
    }

    #[test]
    fn sixty_four_levels_are_read_and_one_more_is_not() {
        let nested = |levels: usize| [vec![b'['; levels], vec![b']'; levels]].concat();
        assert_eq!(status(&nested(64)), 200);
        assert_eq!(status(&nested(65)), 400);
        assert_eq!(status(&nested(50_000)), 400);
        assert_eq!(status(&vec![b'['; 50_000]), 400);
    }

    #[test]
    fn brackets_in_text_are_no_nesting() {
        let text = format!("{{\"a\": \"\\\"{}\"}}", "[".repeat(100));
        assert_eq!(status(text.as_bytes()), 200);
    }

    #[test]
    fn what_is_not_json_is_a_clear_400() {
        for body in [&b"{"[..], b"", b"\xff\xfe", br#""\ud800""#, b"{} {}"] {
            assert_eq!(status(body), 400, "{body:?}");
        }
    }

    #[test]
    fn a_body_over_its_limit_is_413() {
        let long = format!("\"{}\"", "a".repeat(JSON_LIMIT));
        assert_eq!(status(long.as_bytes()), 413);
        let fits = format!("\"{}\"", "a".repeat(JSON_LIMIT - 2));
        assert_eq!(status(fits.as_bytes()), 200);
    }

    #[test]
    fn a_posted_form_keeps_order_and_repeats() {
        let post = form(
            Some("application/x-www-form-urlencoded"),
            b"needs=memory&name=Ann+B&needs=transport",
        )
        .unwrap();
        assert_eq!(post.all("needs"), ["memory", "transport"]);
        assert_eq!(post.first("name"), Some("Ann B"));
        assert_eq!(post.first("nobody"), None);
    }
}
