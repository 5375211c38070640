//! A page as somebody without JavaScript has it: words, links, forms.

use scraper::{ElementRef, Html, Selector};

/// A page that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub html: String,
    pub title: String,
    /// The first heading of level one.
    pub heading: String,
    /// Every word that can be read, white space folded.
    pub text: String,
    /// The same without header and footer.
    pub main: String,
    pub links: Vec<Link>,
    /// The stylesheets, scripts and pictures that belong to it.
    pub files: Vec<String>,
    pub forms: Vec<Form>,
    /// The lines of the error summary: the field's id and the words.
    pub errors: Vec<(String, String)>,
}

/// A link: its words and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub text: String,
    pub href: String,
}

/// A form to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it posts; empty for the page's own address.
    pub action: String,
    pub method: String,
    pub controls: Vec<Control>,
    pub buttons: Vec<Button>,
}

/// Something in a form that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    pub name: String,
    /// `text`, `radio`, `checkbox`, `hidden`, `textarea`, `select`, ...
    pub kind: String,
    pub value: String,
    /// A radio button or checkbox that is on. Everything else always counts.
    pub on: bool,
    pub id: String,
    pub label: String,
    /// The values of a select.
    pub options: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub text: String,
    pub name: String,
    pub value: String,
    /// Another address than the form's.
    pub action: Option<String>,
}

impl Page {
    /// Where the link with these words leads. The words are a whole link, or its beginning.
    #[track_caller]
    pub fn link(&self, text: &str) -> &str {
        self.find_link(text).unwrap_or_else(|| {
            let known: Vec<&str> = self.links.iter().map(|link| link.text.as_str()).collect();
            panic!("no link \"{text}\" on \"{}\": {known:?}", self.title)
        })
    }

    pub fn find_link(&self, text: &str) -> Option<&str> {
        let exact = self.links.iter().find(|link| link.text == text);
        exact
            .or_else(|| self.links.iter().find(|link| link.text.starts_with(text)))
            .map(|link| link.href.as_str())
    }

    /// The form that holds this control or this button.
    #[track_caller]
    pub fn form_with(&self, wanted: &str) -> &Form {
        self.forms
            .iter()
            .find(|form| {
                form.has(wanted) || form.buttons.iter().any(|button| button.text == wanted)
            })
            .unwrap_or_else(|| {
                panic!(
                    "no form with \"{wanted}\" on \"{}\": {}",
                    self.title, self.main
                )
            })
    }

    /// The form of the question on this page: the first that is sent by post.
    #[track_caller]
    pub fn question(&self) -> &Form {
        self.forms
            .iter()
            .find(|form| form.method == "post")
            .unwrap_or_else(|| panic!("nothing to fill in on \"{}\": {}", self.title, self.main))
    }

    /// Whether there is something to fill in.
    pub fn asks(&self) -> bool {
        self.forms.iter().any(|form| form.method == "post")
    }
}

impl Form {
    pub fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }

    /// What stands in a control now: a text, or everything that is ticked.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.controls
            .iter()
            .filter(|control| control.name == name && control.on)
            .map(|control| control.value.as_str())
            .collect()
    }

    /// Types into a text field, or makes exactly these choices.
    #[track_caller]
    pub fn fill(&mut self, name: &str, values: &[&str]) {
        assert!(
            self.has(name),
            "no control \"{name}\" in {:?}",
            self.names()
        );
        for control in self
            .controls
            .iter_mut()
            .filter(|control| control.name == name)
        {
            match control.kind.as_str() {
                "radio" | "checkbox" => control.on = values.contains(&control.value.as_str()),
                _ => control.value = values.first().copied().unwrap_or_default().to_owned(),
            }
        }
        let unknown: Vec<&&str> = values
            .iter()
            .filter(|value| !self.values(name).contains(*value))
            .collect();
        assert!(unknown.is_empty(), "\"{name}\" does not offer {unknown:?}");
    }

    /// What a browser would send when this button is pressed.
    #[track_caller]
    pub fn pressed(&self, text: &str) -> (Option<String>, Vec<(String, String)>) {
        let button = self
            .buttons
            .iter()
            .find(|button| button.text == text)
            .unwrap_or_else(|| panic!("no button \"{text}\" among {:?}", self.buttons));
        let mut pairs: Vec<(String, String)> = self
            .controls
            .iter()
            .filter(|control| control.on)
            .map(|control| (control.name.clone(), control.value.clone()))
            .collect();
        if !button.name.is_empty() {
            pairs.push((button.name.clone(), button.value.clone()));
        }
        (button.action.clone(), pairs)
    }

    /// Every name, once, in order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for control in &self.controls {
            if !names.contains(&control.name.as_str()) {
                names.push(&control.name);
            }
        }
        names
    }
}

/// Reads a page.
pub fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    let root = document.root_element();
    let first = |selector: &str| root.select(&css(selector)).next();
    Page {
        html: html.to_owned(),
        title: first("title").map(words).unwrap_or_default(),
        heading: first("h1").map(words).unwrap_or_default(),
        text: first("body").map(words).unwrap_or_default(),
        main: first("main").map(words).unwrap_or_default(),
        links: root
            .select(&css("a[href]"))
            .map(|link| Link {
                text: words(link),
                href: attribute(link, "href"),
            })
            .collect(),
        files: root
            .select(&css("link[href], script[src], img[src]"))
            .filter_map(|file| file.attr("href").or(file.attr("src")))
            .map(str::to_owned)
            .collect(),
        forms: root
            .select(&css("form"))
            .map(|form| read_form(&document, form))
            .collect(),
        errors: root
            .select(&css(".govuk-error-summary__list li"))
            .map(|line| {
                let link = line.select(&css("a[href]")).next();
                let id = link.map(|link| attribute(link, "href")).unwrap_or_default();
                (id.trim_start_matches('#').to_owned(), words(line))
            })
            .collect(),
    }
}

fn read_form(document: &Html, form: ElementRef<'_>) -> Form {
    Form {
        action: attribute(form, "action"),
        method: attribute(form, "method").to_lowercase(),
        controls: form
            .select(&css("input[name], textarea[name], select[name]"))
            .map(|control| read_control(document, control))
            .collect(),
        buttons: form
            .select(&css("button, input[type=submit]"))
            .chain(document.select(&css("button[form]")).filter(|button| {
                // One that stands elsewhere and belongs to this form.
                form.attr("id")
                    .is_some_and(|id| button.attr("form") == Some(id))
            }))
            .map(|button| Button {
                text: words(button),
                name: attribute(button, "name"),
                value: attribute(button, "value"),
                action: button.attr("formaction").map(str::to_owned),
            })
            .collect(),
    }
}

fn read_control(document: &Html, control: ElementRef<'_>) -> Control {
    let tag = control.value().name();
    let kind = match tag {
        "input" => control.attr("type").unwrap_or("text").to_owned(),
        other => other.to_owned(),
    };
    let options: Vec<ElementRef<'_>> = control.select(&css("option")).collect();
    let chosen = options
        .iter()
        .find(|option| option.attr("selected").is_some());
    let value = match tag {
        // A browser leaves out one line break right after the tag.
        "textarea" => control
            .text()
            .collect::<String>()
            .trim_start_matches('\n')
            .to_owned(),
        "select" => chosen
            .or(options.first())
            .map(|option| attribute(*option, "value"))
            .unwrap_or_default(),
        _ => control.attr("value").map_or_else(
            || {
                if matches!(kind.as_str(), "radio" | "checkbox") {
                    "on".to_owned()
                } else {
                    String::new()
                }
            },
            str::to_owned,
        ),
    };
    let id = attribute(control, "id");
    let label = document
        .select(&css("label[for]"))
        .find(|label| label.attr("for") == Some(id.as_str()))
        .map(words)
        .unwrap_or_default();
    Control {
        name: attribute(control, "name"),
        on: !matches!(kind.as_str(), "radio" | "checkbox") || control.attr("checked").is_some(),
        options: options
            .iter()
            .map(|option| attribute(*option, "value"))
            .collect(),
        kind,
        value,
        id,
        label,
    }
}

/// `a=1&b=2`, as a browser encodes a form.
pub fn urlencode(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector of ours")
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
