//! Enough of HTML to compare two renderings: attributes in order of name, white space as one space,
//! entities decoded.

/// The HTML in one normal form.
pub fn normal(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    // Whether the white space seen so far is to be written before the next text.
    let mut gap = false;
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix('<') {
            let (tag, after) = split_tag(tag);
            out.push_str(&normal_tag(tag));
            rest = after;
            gap = false;
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (words, after) = rest.split_at(end);
            for word in words.split_whitespace() {
                if gap {
                    out.push(' ');
                }
                out.push_str(&decoded(word));
                gap = true;
            }
            gap = false;
            rest = after;
        }
    }
    out
}

/// The inside of a tag, and what follows it. A `>` in quotes does not end it.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn normal_tag(tag: &str) -> String {
    let tag = tag.trim_end_matches('/').trim();
    let (name, mut rest) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        rest = after.trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().expect("a value after =");
            assert!(quote == '"' || quote == '\'', "an unquoted value in {tag}");
            let end = after[1..].find(quote).expect("a closing quote") + 1;
            value = after[1..end].to_owned();
            rest = &after[end + 1..];
        }
        let mut value = decoded(
            value
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .as_str(),
        );
        if key == "class" {
            // The order of classes means nothing.
            let mut classes: Vec<_> = value.split(' ').collect();
            classes.sort_unstable();
            value = classes.join(" ");
        }
        attributes.push(format!(" {key}=\"{value}\""));
    }
    attributes.sort();
    // Void and closed elements of SVG are the same thing.
    if name == "/path" {
        return String::new();
    }
    format!("<{name}{}>", attributes.concat())
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
