//! Each component starts alone, with its own routes, and answers.

use crate::harness::manifest::Manifest;
use crate::harness::{Site, Start};

/// The page that tells that a component does its work, and one of another component. Where a component has
/// calls only, what it says of its readiness is all that it shows.
const PAGES: &[(&str, &str, &str)] = &[
    ("contact-forms", "/contact", "/staff/sign-in"),
    ("carer-assessment", "/carer-assessment", "/contact"),
    ("care-accounts", "/care-account", "/contact"),
    ("routing-rules", "/readyz/routing-rules", "/contact"),
    ("service-figures", "/readyz/service-figures", "/contact"),
    ("staff-contacts", "/readyz/staff-contacts", "/contact"),
    ("staff-desk", "/readyz/staff-desk", "/staff/sign-in"),
    ("staff-people", "/staff/sign-in", "/staff/queues"),
    ("front-door", "/advice", "/contact/adult-contact"),
];

#[test]
fn each_component_starts_alone() {
    if !Site::is_ours() {
        return println!("only a site of our own can be taken apart");
    }
    for (id, _) in Manifest::of_today().http_components() {
        let page = PAGES.iter().find(|(component, ..)| *component == id);
        let (_, own, others) =
            page.unwrap_or_else(|| panic!("say which page shows that {id} works"));
        let mut manifest = Manifest::of_today();
        manifest.keep_only(&id);
        let path = manifest.write(&format!("{id}-alone"));
        let site = Start::named(&format!("{id}-alone")).manifest(&path).begin();
        let nobody = site.nobody();
        let ready = if id == "front-door" {
            "/readyz".to_owned()
        } else {
            format!("/readyz/{id}")
        };
        nobody.caller.get(&ready).expect(200);
        let shown = nobody.caller.get(own).expect(200);
        assert!(*own == ready || !shown.page().heading.is_empty(), "{own}");
        nobody.caller.get(others).expect(404);
        assert_eq!(site.stop(), Some(0));
    }
}
