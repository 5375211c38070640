//! Views that somebody keeps for themselves.

use staff_access::Refusal;
use staff_model::SavedView;

use super::{NOW, Staff, administrator, at, done, roles};

fn view(name: &str, query: &str) -> SavedView {
    SavedView {
        name: name.to_owned(),
        query: query.to_owned(),
    }
}

#[test]
fn a_view_is_kept_for_its_owner_and_takes_the_place_of_one_of_that_name() {
    let staff = Staff::new();
    let (store, ada) = (staff.store(), administrator());
    done(store.save_view(&view(" Mine ", "queue=carers"), &ada, at(NOW))).unwrap();
    done(store.save_view(&view("Late", "due_before=now"), &ada, at(NOW))).unwrap();
    done(store.save_view(&view("Mine", "queue=reviews"), &ada, at(NOW))).unwrap();
    assert_eq!(
        done(store.saved_views(&ada)).unwrap(),
        [
            view("Late", "due_before=now"),
            view("Mine", "queue=reviews")
        ]
    );
    let amir = staff_access::Actor {
        id: "amir".to_owned(),
        roles: roles(&["adviser"]),
    };
    assert_eq!(done(store.saved_views(&amir)).unwrap(), []);
    done(store.remove_view("Mine", &amir)).unwrap();
    assert_eq!(done(store.saved_views(&ada)).unwrap().len(), 2);
    done(store.remove_view("Mine", &ada)).unwrap();
    done(store.remove_view("Mine", &ada)).unwrap();
    assert_eq!(done(store.saved_views(&ada)).unwrap().len(), 1);
}

#[test]
fn a_view_has_a_name_and_a_query_that_can_be_shown_and_there_are_twenty_at_most() {
    let staff = Staff::new();
    let (store, ada) = (staff.store(), administrator());
    let save = |name: &str, query: &str| done(store.save_view(&view(name, query), &ada, at(NOW)));
    let fields = |name: &str, query: &str| match save(name, query) {
        Err(Refusal::Invalid(wrong)) => wrong.into_iter().map(|(field, _)| field).collect(),
        other => vec![format!("{other:?}")],
    };
    assert_eq!(fields("  ", ""), ["name"]);
    assert_eq!(fields(&"n".repeat(61), &"q".repeat(501)), ["name", "query"]);
    assert_eq!(fields("two\nlines", "q\0"), ["name", "query"]);
    for number in 0..20 {
        save(&format!("{}{number}", "é".repeat(58)), &"q".repeat(500)).unwrap();
    }
    assert!(matches!(save("One more", ""), Err(Refusal::Conflict(_))));
    save(&format!("{}0", "é".repeat(58)), "another").unwrap();
    assert_eq!(done(store.saved_views(&ada)).unwrap().len(), 20);
}
