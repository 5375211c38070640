//! The current rules, read once an instance and kept by their version.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use places::Places;
use working_calendar::Calendar;

use super::convert;
use super::fresh::Fresh;
use super::wit::front_door::case_store::rules as wit;
use super::wit::front_door::referral_routing::routing;
use super::wit::front_door::types::types::RulesetId;
use crate::stores::Fault;

/// A rule set that is ready to decide, with what the words about times and places need.
pub struct Rules {
    id: RulesetId,
    pub ruleset: routing::Ruleset,
    pub calendar: Rc<Calendar>,
    pub places: Rc<Places>,
}

thread_local! {
    static KEPT: RefCell<Option<Fresh<Rc<Rules>>>> = const { RefCell::new(None) };
    static ENSURED: Cell<bool> = const { Cell::new(false) };
}

/// The current rules. When the store cannot be asked, those that were current when it last could.
pub async fn current() -> Result<Rc<Rules>, Fault> {
    let kept = KEPT.with_borrow(|kept| {
        kept.as_ref()
            .map(|kept| (Rc::clone(&kept.what), kept.is_current()))
    });
    let kept = match kept {
        Some((rules, true)) => return Ok(rules),
        Some((rules, false)) => Some(rules),
        None => None,
    };
    let asked = match ask(kept.as_ref()).await {
        Ok(rules) => rules,
        Err(fault) => return kept.ok_or(fault),
    };
    KEPT.replace(Some(Fresh::new(Rc::clone(&asked))));
    Ok(asked)
}

async fn ask(kept: Option<&Rc<Rules>>) -> Result<Rc<Rules>, Fault> {
    let id = match wit::current(web::now().as_unix())
        .await
        .map_err(convert::fault)?
    {
        Some(id) if ENSURED.get() => id,
        _ => publish().await?,
    };
    if let Some(kept) = kept.filter(|kept| kept.id.id == id.id && kept.id.version == id.version) {
        return Ok(Rc::clone(kept));
    }
    let Some(published) = wit::load(id.clone()).await.map_err(convert::fault)? else {
        return Err(broken("the current rule set is not in the store"));
    };
    read(
        id,
        routing::RulesetTexts {
            rules: published.rules,
            places: published.places,
            calendar: published.calendar,
        },
    )
    .map(Rc::new)
}

/// Publishes the rules that are built in, unless the store has them, and answers which are current.
async fn publish() -> Result<RulesetId, Fault> {
    let texts = routing::built_in();
    let ruleset = routing::Ruleset::read(&texts)
        .map_err(|_| broken("the built-in rule set cannot be read"))?;
    let id = ruleset.id();
    let built_in = wit::Published {
        id,
        rules: texts.rules,
        places: texts.places,
        calendar: texts.calendar,
    };
    let current = wit::ensure(built_in, web::now().as_unix())
        .await
        .map_err(convert::fault)?;
    ENSURED.set(true);
    Ok(current)
}

fn read(id: RulesetId, texts: routing::RulesetTexts) -> Result<Rules, Fault> {
    let ruleset = routing::Ruleset::read(&texts)
        .map_err(|_| broken("the current rule set cannot be read"))?;
    let calendar = Calendar::read(&texts.calendar)
        .map_err(|_| broken("the current calendar cannot be read"))?;
    // Once for each instance, so that whoever runs the site sees it long before a day is promised wrongly.
    if let Some(warning) = calendar.warning(web::now()) {
        eprintln!("forms: {warning}");
    }
    let places =
        Places::read(&texts.places).map_err(|_| broken("the current places cannot be read"))?;
    Ok(Rules {
        id,
        ruleset,
        calendar: Rc::new(calendar),
        places: Rc::new(places),
    })
}

fn broken(what: &str) -> Fault {
    eprintln!("forms: failed to decide: {what}");
    Fault::Internal
}
