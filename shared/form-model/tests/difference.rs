//! What somebody reads who approves a new version of a form.

use form_model::difference;

const BEFORE: &str = r#"
# A comment.
id = "adult-contact"
version = 1
title = "Ask for help"
summary = "It takes 10 minutes."
begin = ["Tell us what is happening.", "You do not need an account."]

[[require]]
any-of = ["phone", "email"]
message = "Enter a phone number or an email address"

[[page]]
id = "who-for"
heading = "Who is it for?"

[[page.question]]
id = "about"
label = "Who is it for?"
what = "who it is for"
required = true
fact = "about"
answer.choose-one = [
  { id = "self", label = "Me" },
  { id = "someone-else", label = "Someone else" },
]

[[page]]
id = "contact"
heading = "How can we reach you?"

[[page.question]]
id = "phone"
label = "Phone number"
hint = "For example 01632 960001."
what = "your phone number"
errors.missing = "Enter your phone number"
answer.phone = {}

[[page.question]]
id = "email"
label = "Email address"
what = "your email address"
answer.email = { max = 200 }

[[page]]
id = "name"
heading = "What is your name?"
show-when = { question = "about", is = "self" }

[[page.question]]
id = "given-name"
label = "First name"
what = "your first name"
answer.name = {}

[[page.question.instead]]
when = { not = { question = "about", is = "self" } }
label = "Their first name"
"#;

/// The differences after these replacements, each of which must fit.
#[track_caller]
fn after(replacements: &[(&str, &str)]) -> Vec<String> {
    let mut text = BEFORE.to_owned();
    for (was, is) in replacements {
        assert!(text.contains(was), "{was}");
        text = text.replace(was, is);
    }
    difference(BEFORE, &text)
}

#[test]
fn a_new_number_and_other_comments_are_no_difference() {
    assert_eq!(
        after(&[("version = 1", "version = 2"), ("# A comment.", "# Two.")]),
        Vec::<String>::new()
    );
}

#[test]
fn the_words_of_a_question_are_told_as_they_were_and_as_they_are() {
    assert_eq!(
        after(&[
            (r#"label = "Phone number""#, r#"label = "Telephone number""#),
            ("For example 01632 960001.", "With the area code."),
            ("what = \"your phone number\"", "what = \"your number\""),
        ]),
        [
            "The question “Phone number” now says “Telephone number”.",
            "The hint of the question “Telephone number” now says “With the area code.”. It said \
             “For example 01632 960001.”.",
            "What error messages call the question “Telephone number” now says “your number”. It said \
             “your phone number”.",
        ]
    );
    assert_eq!(
        after(&[("hint = \"For example 01632 960001.\"\n", "")]),
        [
            "The hint of the question “Phone number” was taken away. It said “For example 01632 960001.”."
        ]
    );
    assert_eq!(
        after(&[("missing = \"Enter your", "missing = \"Type your")]),
        [
            "The error message `missing` of the question “Phone number” now says “Type your phone \
             number”. It said “Enter your phone number”."
        ]
    );
}

#[test]
fn a_new_page_is_told_with_its_place_its_questions_and_who_sees_it() {
    let page = r#"
[[page]]
id = "needs"
heading = "What is help needed with?"
text = ["Choose all that fit."]
show-when = { question = "about", is = "someone-else" }

[[page.question]]
id = "needs"
label = "Needs"
what = "what is needed"
required = true
answer.choose-several = [{ id = "memory", label = "Memory" }, { id = "not-sure", label = "I’m not sure" }]

[[page]]
id = "contact""#;
    assert_eq!(
        after(&[("\n[[page]]\nid = \"contact\"", page)]),
        [
            "New page “What is help needed with?”, after “Who is it for?”. It is shown only when “Who is \
             it for?” is “Someone else”.",
            "On the page “What is help needed with?”, it says “Choose all that fit.”.",
            "New question “Needs” on the page “What is help needed with?”. The choices are “Memory” and \
             “I’m not sure”. It must be answered.",
        ]
    );
}

#[test]
fn a_page_that_is_gone_is_told_with_the_questions_that_are_gone() {
    let (start, _) = BEFORE.split_once("\n[[page]]\nid = \"name\"").unwrap();
    assert_eq!(
        difference(BEFORE, start),
        ["The page “What is your name?” was taken away, and with it the question “First name”."]
    );
}

#[test]
fn a_question_that_is_gone_or_on_another_page_is_told() {
    let question = "\n[[page.question]]\nid = \"email\"\nlabel = \"Email address\"\nwhat = \"your email \
                    address\"\nanswer.email = { max = 200 }\n";
    assert_eq!(
        after(&[(question, "")]),
        ["The question “Email address” was taken away from the page “How can we reach you?”."]
    );
    assert_eq!(
        after(&[
            (question, ""),
            (
                "\n[[page]]\nid = \"contact\"",
                &format!("{question}\n[[page]]\nid = \"contact\"")
            ),
        ]),
        [
            "The question “Email address” is now on the page “Who is it for?”. It was on “How can we \
             reach you?”."
        ]
    );
}

#[test]
fn what_there_is_to_choose_from_is_told_choice_by_choice() {
    let before = "{ id = \"self\", label = \"Me\" },\n  { id = \"someone-else\", label = \"Someone else\" },";
    assert_eq!(
        after(&[(before, "{ id = \"self\", label = \"Myself\" },")]),
        [
            "The choice “Someone else” of the question “Who is it for?” was taken away.",
            "The choice “Me” of the question “Who is it for?” now says “Myself”.",
        ]
    );
    assert_eq!(
        after(&[(
            before,
            "{ id = \"someone-else\", label = \"Someone else\" },\n  { id = \"self\", label = \"Me\" },
             { id = \"not-sure\", label = \"I’m not sure\", no-fact = true },"
        )]),
        [
            "The choice “Someone else” of the question “Who is it for?” now comes first.",
            "The question “Who is it for?” has a new choice, “I’m not sure”, after “Me”.",
        ]
    );
    assert_eq!(
        after(&[(
            "label = \"Me\"",
            "label = \"Me\", facts = { reporter = \"self\" }"
        )]),
        [
            "In the choice “Me” of the question “Who is it for?”: `facts` is now `reporter` “self”. It \
             was not set."
        ]
    );
}

#[test]
fn what_routing_learns_and_what_must_be_answered_are_told() {
    assert_eq!(
        after(&[("required = true\nfact = \"about\"\n", "")]),
        [
            "The question “Who is it for?” can now be left blank.",
            "Routing no longer learns “about” from the question “Who is it for?”.",
        ]
    );
    assert_eq!(
        after(&[("any-of = [\"phone\", \"email\"]", "any-of = [\"phone\"]")]),
        [
            "It is new that “Phone number” must be answered.",
            "It is no longer so that “Phone number” or “Email address” must be answered.",
        ]
    );
}

#[test]
fn who_sees_a_page_is_told_in_the_words_of_the_questions() {
    let before = "show-when = { question = \"about\", is = \"self\" }";
    let with = |condition: &str| after(&[(before, &format!("show-when = {condition}"))]).remove(0);
    let page = "The page “What is your name?” is now shown";
    for (condition, words) in [
        (
            r#"{ not = { question = "about", is = "self" } }"#,
            "it is not so that “Who is it for?” is “Me”",
        ),
        (
            r#"{ question = "about", includes-any = ["self", "someone-else"] }"#,
            "the answer to “Who is it for?” has “Me” or “Someone else” in it",
        ),
        (
            r#"{ all = [{ question = "about", is = "self" }, { question = "phone", known = false }] }"#,
            "“Who is it for?” is “Me”, and “Phone number” was not answered",
        ),
        (
            r#"{ any = [{ question = "about", under = 18 }, { question = "phone", known = true }] }"#,
            "either “Who is it for?” is under 18, or “Phone number” was answered",
        ),
    ] {
        assert_eq!(with(condition), format!("{page} only when {words}."));
    }
    assert_eq!(
        after(&[(&format!("{before}\n"), "")]),
        [format!("{page} to everybody who comes to it.")]
    );
}

#[test]
fn words_of_pages_and_of_the_form_are_told() {
    assert_eq!(
        after(&[
            (
                "title = \"Ask for help\"",
                "title = \"Ask for help or support\""
            ),
            (
                "\"You do not need an account.\"",
                "\"You need no account.\""
            ),
            (
                "heading = \"How can we reach you?\"",
                "heading = \"Reaching you\"\ndanger = true"
            ),
        ]),
        [
            "The form’s title now says “Ask for help or support”. It said “Ask for help”.",
            "On the form’s first page, it now says “You need no account.”. It said “You do not need an \
             account.”.",
            "The page “How can we reach you?” is now headed “Reaching you”.",
            "On the page “Reaching you”: `danger` is now yes. It was not set.",
        ]
    );
    assert_eq!(
        after(&[(
            "\"You do not need an account.\"]",
            "\"You do not need an account.\", \"Call us.\"]"
        )]),
        ["On the form’s first page, it now also says “Call us.”."]
    );
}

#[test]
fn pages_in_another_order_are_told_with_as_few_words_as_possible() {
    let (start, name) = BEFORE.split_once("\n[[page]]\nid = \"name\"").unwrap();
    let (start, contact) = start.split_once("\n[[page]]\nid = \"contact\"").unwrap();
    let text =
        format!("{start}\n[[page]]\nid = \"name\"{name}\n[[page]]\nid = \"contact\"{contact}");
    let told = difference(BEFORE, &text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("now comes after"), "{told:?}");
}

#[test]
fn another_kind_of_answer_and_other_words_for_some_are_told() {
    assert_eq!(
        after(&[(
            "answer.email = { max = 200 }",
            "answer.text = { max = 100 }"
        )]),
        [
            "The question “Email address” is now answered with one line of text. It was answered with an \
             email address.",
            "In the answer of the question “Email address”: `max` is now 100. It was 200.",
        ]
    );
    assert_eq!(
        after(&[(
            "label = \"Their first name\"",
            "label = \"The person’s first name\""
        )]),
        [
            "On the question “First name”, when it is not so that “Who is it for?” is “Me”: `label` is now \
             “The person’s first name”. It was “Their first name”."
        ]
    );
}

#[test]
fn what_is_asked_of_each_of_a_group_is_told() {
    let group = r#"
[[page]]
id = "others"
heading = "Who else?"

[[page.question]]
id = "others"
label = "Who else should we talk to?"
what = "who else"

[page.question.answer.group]
item-label = "Person"
max = 5

[[page.question.answer.group.question]]
id = "name"
label = "Their name"
answer.name = {}
"#;
    let before = format!("{BEFORE}{group}");
    let later = before
        .replace("label = \"Their name\"", "label = \"Name\"")
        .replace("max = 5", "max = 10");
    assert_eq!(
        difference(&before, &later),
        [
            "In the answer of the question “Who else should we talk to?”: `max` is now 10. It was 5.",
            "The question “Their name” now says “Name”.",
        ]
    );
}
