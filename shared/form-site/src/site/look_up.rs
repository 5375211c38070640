//! Somebody has an address looked up by its postcode. Only the postcode leaves this server, and however the
//! look-up ends, the page goes on: at worst the address is entered by hand.

use form_model::{Address, Finding, Page};
use places::Postcode;
use web::{FormPost, Reply};
use wording::Phrase;
use wording::phrase::address as words;

use super::ask::{Around, render};
use super::visit::{Loaded, Visit};
use crate::look_up::{AddressStep, Pressed};
use crate::stores::Stores;

/// Where somebody is on the way to an address.
enum Way {
    Lines {
        chosen: bool,
    },
    /// Why there are no addresses to choose from.
    NoChoice(Phrase),
    Postcode {
        missing: bool,
    },
    Choice {
        postcode: String,
        addresses: Vec<Address>,
        none_chosen: bool,
    },
}

/// The page after a step towards an address; none where the page was sent to go on.
pub async fn step<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    page: &Page,
    post: &FormPost,
) -> Option<Reply> {
    let asked = visit.address_asked(&loaded.published.form, page)?;
    let way = match asked.pressed(&loaded.draft, &post.pairs) {
        Pressed::Other => return None,
        Pressed::Lines { chosen } => Way::Lines { chosen },
        Pressed::Again => Way::Postcode { missing: false },
        Pressed::Find(postcode) => find(visit, postcode, false).await,
        Pressed::ChooseOne(postcode) => find(visit, postcode, true).await,
    };
    // What is in a draft that is asleep is not shown.
    let loaded = loaded.clone().shown();
    let typed = asked.lines(&loaded.draft, &post.pairs);
    let (id, wording) = (&asked.question.id, &loaded.published.form.wording);
    let (step, notice, wrong) = match &way {
        Way::Lines { chosen } => (AddressStep::Lines { chosen: *chosen }, None, None),
        Way::NoChoice(why) => (AddressStep::Lines { chosen: false }, Some(*why), None),
        Way::Postcode { missing } => {
            let (field, path) = match asked.postcode_on_page() {
                true => (asked.postcode_field(), asked.postcode_field()),
                false => (asked.postcode_field(), format!("{id}.postcode")),
            };
            let wrong = missing.then_some((field, path, words::NO_POSTCODE));
            (asked.begin(&loaded.draft), None, wrong)
        }
        Way::Choice {
            postcode,
            addresses,
            none_chosen,
        } => {
            let wrong = none_chosen.then(|| (asked.choice(), id.clone(), words::CHOOSE_ONE));
            let step = AddressStep::Choice {
                postcode,
                addresses,
            };
            (step, None, wrong)
        }
    };
    let findings: Vec<Finding> = wrong
        .into_iter()
        .map(|(field, path, phrase)| {
            let said = wording.say(phrase);
            Finding {
                page: page.id.clone(),
                field,
                path,
                message: said.text.to_owned(),
                lang: said.lang,
            }
        })
        .collect();
    let status = if findings.is_empty() { 200 } else { 422 };
    let around = Around {
        typed: Some(&typed),
        findings: &findings,
        notice: notice.map(|phrase| wording.say(phrase)),
        returning: post.first("return") == Some("check"),
        address: Some(step),
        ..Around::default()
    };
    Some(render(visit, &loaded, page, status, &around).await)
}

/// The addresses of a postcode. `none_chosen` says that they were shown before, and none was chosen.
async fn find<S: Stores>(visit: &Visit<'_, S>, typed: &str, none_chosen: bool) -> Way {
    let Some(postcode) = Postcode::parse(typed) else {
        return Way::Postcode { missing: true };
    };
    let client = visit.address();
    match visit.stores.may_look_up(client.as_deref(), visit.now).await {
        Ok(true) => {}
        Ok(false) => return Way::NoChoice(words::TOO_MANY),
        Err(_) => return Way::NoChoice(words::NOT_NOW),
    }
    let postcode = postcode.to_string();
    match visit.stores.find_addresses(&postcode).await {
        None => Way::NoChoice(words::NOT_NOW),
        Some(addresses) if addresses.is_empty() => Way::NoChoice(words::NONE_FOUND),
        Some(addresses) => Way::Choice {
            postcode,
            addresses,
            none_chosen,
        },
    }
}
