//! Somebody finds their address by its postcode, and enters it by hand where the service is silent or down.

use std::net::TcpListener;

use super::filling_in::send;
use crate::harness::address_service::{AddressService, Asked};
use crate::harness::{Resident, Site, Start, json};

const KEY: &str = "a key of the tests";
const PAGE: &str = "/contact/adult-contact/address";

/// A site that looks addresses up there.
fn site(name: &str, service: &str) -> Site {
    Start::named(name)
        .environment("SPIN_VARIABLE_ADDRESS_SERVICE", service)
        .environment("SPIN_VARIABLE_ADDRESS_SERVICE_KEY", KEY)
        .begin()
}

/// Two doors of one street that there is not.
fn service() -> AddressService {
    AddressService::that_knows(&[
        (
            "ZZ1 1AA",
            json!({"UPRN": "1", "UDPRN": "2", "BUILDING_NUMBER": 14, "THOROUGHFARE_NAME": "MILL ROAD",
                "POST_TOWN": "EXAMPLETON", "POSTCODE": "ZZ1 1AA"}),
        ),
        (
            "ZZ1 1AA",
            json!({"UPRN": "3", "UDPRN": "4", "SUB_BUILDING_NAME": "FLAT 2", "BUILDING_NAME": "ROSE COURT",
                "BUILDING_NUMBER": "44", "THOROUGHFARE_NAME": "MILL ROAD", "POST_TOWN": "EXAMPLETON",
                "POSTCODE": "ZZ1 1AA"}),
        ),
    ])
}

/// Somebody who asks for help for themselves, at the page that asks for the address.
fn at_the_address(site: &Site) -> Resident {
    let mut ann = site.resident();
    let pages: [(&str, &str, &str); 4] = [
        ("who-for", "about", "self"),
        ("needs", "needs", "memory"),
        ("name", "given-name", "Ann"),
        ("place", "postcode", "ZZ1 1AA"),
    ];
    for (page, field, value) in pages {
        ann.open(&format!("/contact/adult-contact/{page}"));
        ann.fill(field, &[value]).press("Continue");
        assert_eq!(ann.status, 200, "{:?}", ann.page().errors);
    }
    ann.open(PAGE);
    ann
}

/// Sends the form, and answers the address that staff read.
#[track_caller]
fn sent(site: &Site, ann: &mut Resident) -> String {
    ann.open("/contact/adult-contact/check-answers");
    let reference = send(ann).reference;
    let (read, _) = site.administrator().referral(&reference);
    let answers = read["answers"].as_array().cloned().unwrap_or_default();
    let address = answers.iter().find(|answer| answer["id"] == "address");
    address.map_or_else(
        || panic!("no address: {answers:?}"),
        |answer| answer["answer"].to_string(),
    )
}

/// The page has the lines of the address and says why they are to be filled in; filled in, they arrive.
#[track_caller]
fn by_hand(site: &Site, mut ann: Resident, why: &str) {
    assert_eq!(ann.status, 200);
    assert!(ann.page().main.contains(why), "{}", ann.page().main);
    ann.fill("address-line-1", &["1 High Street"])
        .fill("address-town", &["Exampleton"])
        .press("Continue");
    assert_ne!(ann.at, PAGE, "{:?}", ann.page().errors);
    let address = sent(site, &mut ann);
    assert!(address.contains("1 High Street"), "{address}");
}

#[test]
fn somebody_finds_their_address_by_its_postcode_and_sends_it() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a service");
    }
    let service = service();
    let site = site("address-look-up", &service.url);
    let mut ann = at_the_address(&site);
    ann.press("Find address");
    let offered = ann.page().question().clone();
    let list = offered
        .controls
        .iter()
        .find(|control| control.name == "address-found")
        .expect("a list of addresses");
    let flat = "Flat 2, Rose Court|44 Mill Road|Exampleton||ZZ1 1AA";
    let house = "14 Mill Road||Exampleton||ZZ1 1AA";
    for address in [flat, house] {
        assert!(
            list.options.iter().any(|option| option == address),
            "{:?}",
            list.options
        );
    }
    let asked = "/search/places/v1/postcode?postcode=ZZ11AA&dataset=DPA&maxresults=100";
    assert_eq!(
        service.asked(),
        [Asked {
            address: asked.to_owned(),
            key: KEY.to_owned()
        }]
    );

    ann.fill("address-found", &[flat]).press("Use this address");
    let lines = ann.page().question().clone();
    assert_eq!(lines.values("address-line-1"), ["Flat 2, Rose Court"]);
    assert_eq!(lines.values("address-line-2"), ["44 Mill Road"]);
    assert_eq!(lines.values("address-town"), ["Exampleton"]);
    ann.press("Continue");
    let address = sent(&site, &mut ann);
    for line in ["Flat 2, Rose Court", "44 Mill Road", "Exampleton"] {
        assert!(address.contains(line), "{address}");
    }
    assert_eq!(
        service.asked().len(),
        1,
        "nothing is asked for when somebody sends"
    );
}

#[test]
fn where_nothing_is_found_or_the_service_is_silent_the_address_is_entered_by_hand() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a service");
    }
    let service = service();
    let site = site("address-by-hand", &service.url);
    let mut ann = at_the_address(&site);
    ann.fill("address-postcode", &["ZZ9 9ZZ"])
        .press("Find address");
    by_hand(&site, ann, "We found no address with this postcode.");

    let mut ann = at_the_address(&site);
    ann.press("Enter the address by hand");
    by_hand(&site, ann, "Address line 1");

    service.falls_silent();
    let mut ann = at_the_address(&site);
    ann.press("Find address");
    by_hand(&site, ann, "We cannot look up addresses just now.");
    assert_eq!(service.asked().len(), 2);
}

#[test]
fn where_the_service_is_down_the_address_is_entered_by_hand() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a service");
    }
    // A port that was free a moment ago, at which nobody listens.
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", nobody.local_addr().expect("its address"));
    drop(nobody);
    let site = site("address-service-down", &address);
    let mut ann = at_the_address(&site);
    ann.press("Find address");
    by_hand(&site, ann, "We cannot look up addresses just now.");
}
