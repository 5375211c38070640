//! Published forms, read once an instance and kept by their version.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::convert;
use super::fresh::Fresh;
use super::wit::front_door::case_store::forms as wit;
use super::wit::front_door::types::types;
use crate::Site;
use crate::stores::{Fault, FormVersion, Published};

type List = Vec<Rc<Published>>;

thread_local! {
    static KEPT: RefCell<BTreeMap<(String, u32), Rc<Published>>> = const { RefCell::new(BTreeMap::new()) };
    static CURRENT: RefCell<Option<Fresh<List>>> = const { RefCell::new(None) };
    static ENSURED: Cell<bool> = const { Cell::new(false) };
}

/// The newest version of every form, ours first. When the store cannot be asked, those that were
/// current when it last could.
pub async fn current(site: &Site) -> Result<List, Fault> {
    if let Some(list) = kept_list(true) {
        return Ok(list);
    }
    match ask(site).await {
        Ok(list) => {
            CURRENT.replace(Some(Fresh::new(list.clone())));
            Ok(list)
        }
        Err(fault) => kept_list(false).ok_or(fault),
    }
}

fn kept_list(only_current: bool) -> Option<List> {
    CURRENT.with_borrow(|kept| {
        let kept = kept.as_ref()?;
        (kept.is_current() || !only_current).then(|| kept.what.clone())
    })
}

async fn ask(site: &Site) -> Result<List, Fault> {
    if !ENSURED.get() {
        publish(site).await?;
        ENSURED.set(true);
    }
    let versions = wit::current().await.map_err(convert::fault)?;
    let mut list = Vec::new();
    for version in versions {
        let version = FormVersion {
            id: version.id,
            version: version.version,
        };
        if let Some(published) = load(&version).await? {
            list.push(published);
        }
    }
    list.sort_by_key(|published| {
        let place = site.order.iter().position(|id| *id == published.form.id);
        (place.unwrap_or(usize::MAX), published.form.id.clone())
    });
    Ok(list)
}

/// Publishes the forms that are built in, where the store has not got them yet. A test has checked them.
async fn publish(site: &Site) -> Result<(), Fault> {
    let texts = site.forms.texts().into_iter();
    let built_in = texts.filter_map(|text| Some((form_model::read_published(&text).ok()?, text)));
    let definitions = built_in
        .map(|(form, text)| wit::Definition {
            form: types::FormVersion {
                id: form.id,
                version: form.version,
            },
            text,
        })
        .collect();
    match wit::ensure(definitions).await {
        Ok(()) => Ok(()),
        Err(wit::Refusal::PublishedDifferently(form)) => {
            // What is published stands: people may be filling it in. `frontdoor check` says it too.
            eprintln!(
                "forms: failed to publish {} version {}: this version has another text; raise its version",
                form.id, form.version
            );
            Ok(())
        }
        Err(wit::Refusal::Failed(fault)) => Err(convert::fault(fault)),
    }
}

/// One version, from memory where it was read before.
pub async fn load(version: &FormVersion) -> Result<Option<Rc<Published>>, Fault> {
    let key = (version.id.clone(), version.version);
    if let Some(kept) = KEPT.with_borrow(|kept| kept.get(&key).cloned()) {
        return Ok(Some(kept));
    }
    let wanted = types::FormVersion {
        id: version.id.clone(),
        version: version.version,
    };
    let Some(definition) = wit::load(wanted).await.map_err(convert::fault)? else {
        return Ok(None);
    };
    // A form of another component may have kinds of questions that this one does not know.
    let Ok(form) = form_model::read_published(&definition.text) else {
        return Ok(None);
    };
    let published = Rc::new(Published {
        form,
        text: definition.text,
    });
    KEPT.with_borrow_mut(|kept| kept.insert(key, Rc::clone(&published)));
    Ok(Some(published))
}
