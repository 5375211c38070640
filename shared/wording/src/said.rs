//! Words as they are shown: with their language, where it is not that of the page.

use maud::{PreEscaped, Render, html};

/// Words of ours, borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said<'a> {
    pub text: &'a str,
    /// Where the words around them are in another language.
    pub lang: Option<&'static str>,
}

impl<'a> Said<'a> {
    /// In the language of the words around them.
    pub fn here(text: &'a str) -> Self {
        Self { text, lang: None }
    }

    /// With markup in the named places.
    pub fn around<'p>(self, places: &'p [(&'p str, &'p dyn Render)]) -> Around<'p>
    where
        'a: 'p,
    {
        Around { said: self, places }
    }
}

/// Words with markup in their places.
pub struct Around<'p> {
    said: Said<'p>,
    places: &'p [(&'p str, &'p dyn Render)],
}

impl Around<'_> {
    fn inside(&self, buffer: &mut String) {
        for part in parts(self.said.text) {
            let found = match part {
                Part::Place(name) => self.places.iter().find(|(known, _)| *known == name),
                Part::Words(_) => None,
            };
            match (part, found) {
                (_, Some((_, markup))) => markup.render_to(buffer),
                (Part::Words(words) | Part::Place(words), None) => words.render_to(buffer),
            }
        }
    }
}

impl Render for Around<'_> {
    fn render_to(&self, buffer: &mut String) {
        let Some(lang) = self.said.lang else {
            return self.inside(buffer);
        };
        let mut inside = String::new();
        self.inside(&mut inside);
        html! { span lang=(lang) { (PreEscaped(inside)) } }.render_to(buffer);
    }
}

impl<'a> From<&'a str> for Said<'a> {
    fn from(text: &'a str) -> Self {
        Self::here(text)
    }
}

impl<'a> From<&'a String> for Said<'a> {
    fn from(text: &'a String) -> Self {
        Self::here(text)
    }
}

impl Render for Said<'_> {
    fn render_to(&self, buffer: &mut String) {
        match self.lang {
            Some(lang) => html! { span lang=(lang) { (self.text) } }.render_to(buffer),
            None => self.text.render_to(buffer),
        }
    }
}

/// Words of ours with their places filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    /// As in [`Said`].
    pub lang: Option<&'static str>,
}

impl Sentence {
    pub fn said(&self) -> Said<'_> {
        Said {
            text: &self.text,
            lang: self.lang,
        }
    }
}

impl Render for Sentence {
    fn render_to(&self, buffer: &mut String) {
        self.said().render_to(buffer);
    }
}

/// A piece of a phrase.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    Words(&'a str),
    /// The name of a place.
    Place(&'a str),
}

/// The pieces of a phrase: `{name}` is a place.
pub fn parts(phrase: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = phrase;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
        {
            rest = after;
            return Some(Part::Place(name));
        }
        let at = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '{')
            .map_or(rest.len(), |(at, _)| at);
        let (words, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        rest = after;
        Some(Part::Words(words))
    })
}

pub fn filled(phrase: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(phrase.len());
    for part in parts(phrase) {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Place(name) => {
                let found = places.iter().find(|(known, _)| *known == name);
                text.push_str(found.map_or(name, |(_, value)| value));
            }
        }
    }
    text
}

/// What the places of a phrase hold in a text; none where the text was not made from it.
pub fn places<'a>(phrase: &'a str, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut held = Vec::new();
    let mut open: Option<&str> = None;
    let mut rest = text;
    for part in parts(phrase) {
        match (part, open.take()) {
            (Part::Place(name), _) => open = Some(name),
            (Part::Words(words), None) => rest = rest.strip_prefix(words)?,
            (Part::Words(words), Some(name)) => {
                let (value, after) = rest.split_once(words)?;
                held.push((name, value));
                rest = after;
            }
        }
    }
    match open {
        Some(name) => held.push((name, rest)),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(held)
}
