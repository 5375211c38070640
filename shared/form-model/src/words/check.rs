//! Holding texts of words against the forms that they belong to.

use super::read_words;
use crate::{Form, Problem, read_published};

/// Whether a file has the words of a form in a language: `adult-contact.pl.toml`, not `adult-contact-2.toml`.
pub fn is_file_of_words(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".toml")
        .is_some_and(|stem| stem.contains('.'))
}

/// What is wrong with texts of words, and what they lack. `forms` and `words` are names and texts; the
/// answer names the text that has the problem.
pub fn check_words(
    forms: &[(String, String)],
    words: &[(String, String)],
) -> Vec<(String, Problem)> {
    let forms: Vec<Form> = forms
        .iter()
        .filter_map(|(_, text)| read_published(text).ok())
        .collect();
    let mut found = Vec::new();
    for (file, text) in words {
        let problems = problems(&forms, text);
        found.extend(problems.into_iter().map(|problem| (file.clone(), problem)));
    }
    found
}

fn problems(forms: &[Form], text: &str) -> Vec<Problem> {
    let words = match read_words(text) {
        Ok(words) => words,
        Err(problem) => return vec![problem],
    };
    let at_the_top = |message: String, remedy: &str| Problem {
        line: 1,
        message,
        remedy: remedy.to_owned(),
    };
    let versions = || forms.iter().filter(|form| form.id == words.form);
    let Some(newest) = versions().map(|form| form.version).max() else {
        let message = format!("There is no form `{}`", words.form);
        return vec![at_the_top(message, "Correct `form`.")];
    };
    let mut problems = Vec::new();
    if words.version != newest {
        problems.push(at_the_top(
            format!(
                "These words are for version {} of `{}`, whose newest version is {newest}",
                words.version, words.form
            ),
            "Until `version` is the newest, nobody sees them. Go through what has changed, then raise it.",
        ));
    }
    if let Some(form) = versions().find(|form| form.version == newest) {
        problems.extend(words.strays(form, text));
        problems.extend(words.missing(form).into_iter().map(|place| {
            at_the_top(
                format!("{place} is missing, so people read it in {}", form.language),
                "Add the words.",
            )
        }));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const FORM: &str = r#"
id = "adult-contact"
version = 2
title = "Ask for help"
summary = "For you."

[[page]]
id = "who-for"
heading = "Who is it for?"
check-under = "Who"

[[page.question]]
id = "about"
label = "Who is it for?"
hint = "One of them."
what = "who it is for"
errors.missing = "Select who it is for"
answer.choose-one = [{ id = "self", label = "Me" }, { id = "someone-else", label = "Someone else" }]

[[page.question]]
id = "known-to-us"
label = "Do we know you?"
what = "whether we know you"
answer.yes-no-dont-know = {}
"#;

    const WORDS: &str = r#"
form = "adult-contact"
version = 2
language = "pl"
name = "Polski"
unreviewed = "…"
title = "Popro\u015b o pomoc"
summary = "Dla ciebie."
check-under.Who = "Kto"
yes-no = { yes = "Tak", no = "Nie", unknown = "Nie wiem" }

[page.who-for]
heading = "Dla kogo?"

[question.about]
label = "Dla kogo?"
hint = "Jedno z nich."
what = "dla kogo"
option = { self = "Dla mnie", someone-else = "Dla kogo\u015b" }
errors.missing = "Wybierz, dla kogo"

[question.known-to-us]
label = "Czy ci\u0119 znamy?"
what = "czy ci\u0119 znamy"
"#;

    fn found(words: &str) -> Vec<(u32, String)> {
        let name = |text: &str| ("file".to_owned(), text.to_owned());
        check_words(&[name(FORM)], &[name(words)])
            .into_iter()
            .map(|(_, problem)| (problem.line, problem.message))
            .collect()
    }

    #[test]
    fn the_name_of_a_file_says_whether_it_has_words_only() {
        assert!(is_file_of_words("forms/adult-contact.pl.toml"));
        assert!(is_file_of_words("adult-contact.en-x-easyread.toml"));
        assert!(!is_file_of_words("a.folder/adult-contact-2.toml"));
    }

    #[test]
    fn words_that_are_all_there_are_laid_over_and_change_nothing_else() {
        assert_eq!(found(WORDS), []);
        let form = read(FORM).unwrap();
        let said = read_words(WORDS).unwrap().over(&form);
        let (page, question) = said.find_question("about").unwrap();
        assert_eq!(
            (page.heading.as_str(), question.label.as_str()),
            ("Dla kogo?", "Dla kogo?")
        );
        assert_eq!(page.check_under.as_deref(), Some("Kto"));
        assert_eq!(question.answer.choices()[0].label, "Dla mnie");
        assert_eq!(question.answer.choices()[0].id, "self");
        assert_eq!(question.errors["missing"], "Wybierz, dla kogo");
        let (_, known) = said.find_question("known-to-us").unwrap();
        let said = known
            .answer
            .say(&crate::Answer::Choice("unknown".to_owned()), &said.wording);
        assert_eq!(said, "Nie wiem");
    }

    #[test]
    fn what_is_missing_stays_in_english_and_is_listed() {
        let lacking = WORDS
            .replace("hint = \"Jedno z nich.\"\n", "")
            .replace("no = \"Nie\", ", "");
        let listed: Vec<String> = found(&lacking)
            .into_iter()
            .map(|(_, message)| message)
            .collect();
        assert_eq!(
            listed,
            [
                "question.about.hint is missing, so people read it in en",
                "question.known-to-us.option.no is missing, so people read it in en"
            ]
        );
        let said = read_words(&lacking).unwrap().over(&read(FORM).unwrap());
        let (_, question) = said.find_question("about").unwrap();
        assert_eq!(question.hint.as_deref(), Some("One of them."));
        // Whoever shows it marks it, so that a screen reader says it in English.
        let mut said = said;
        said.wording = wording::Wording::of("pl", true);
        assert_eq!(said.fallen_back, ["One of them."]);
        assert_eq!(said.say("One of them.").lang, Some("en"));
        assert_eq!(said.say("Dla kogo?").lang, None);
        let complete = read_words(WORDS).unwrap().over(&read(FORM).unwrap());
        assert_eq!(complete.fallen_back, [] as [&str; 0]);
    }

    #[test]
    fn a_section_and_what_stands_behind_show_me_have_words_too() {
        let form = FORM
            .replace(
                "check-under = \"Who\"",
                "more = { summary = \"Why?\", text = [\"So.\"] }",
            )
            .replacen(
                "[[page]]",
                "[[section]]\nid = \"all\"\ntitle = \"All\"\npages = [\"who-for\"]\n\n[[page]]",
                1,
            );
        let name = |text: &str| ("file".to_owned(), text.to_owned());
        let lacks = |words: &str| -> Vec<String> {
            let found = check_words(&[name(&form)], &[name(words)]);
            found
                .into_iter()
                .map(|(_, problem)| problem.message)
                .collect()
        };
        assert_eq!(
            lacks(WORDS),
            [
                "page.who-for.more is missing, so people read it in en",
                "section.all is missing, so people read it in en"
            ]
        );
        let words = WORDS.replace(
            "[page.who-for]\n",
            "[section]\nall = \"Wszystko\"\n\n[page.who-for]\nmore = { summary = \"Dlaczego?\", text = [\"Tak.\"] }\n",
        );
        assert_eq!(lacks(&words), [] as [&str; 0]);
        let said = read_words(&words).unwrap().over(&read(&form).unwrap());
        assert_eq!(said.section[0].title, "Wszystko");
        assert_eq!(said.page[0].more.as_ref().unwrap().summary, "Dlaczego?");
        let stray = words.replace("all = ", "none = ");
        assert!(lacks(&stray).contains(&"The form has nothing for [section] none".to_owned()));
    }

    #[test]
    fn words_for_nothing_and_words_for_an_old_version_are_reported() {
        let stray = WORDS
            .replace("[page.who-for]", "[page.who]")
            .replace("self =", "me =");
        let messages = found(&stray);
        assert!(
            messages.contains(&(12, "The form has nothing for [page.who]".to_owned())),
            "{messages:?}"
        );
        assert!(
            messages.contains(&(15, "The form has nothing for [question.about]".to_owned())),
            "{messages:?}"
        );
        let old = found(&WORDS.replace("version = 2", "version = 1"));
        assert!(old[0].1.contains("whose newest version is 2"), "{old:?}");
        assert_eq!(
            found(&WORDS.replace("adult-contact", "dog"))[0].1,
            "There is no form `dog`"
        );
        assert_eq!(found(&WORDS.replace("[page.", "[pages."))[0].0, 12);
    }
}
