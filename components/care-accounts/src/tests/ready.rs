//! Whether it says that it is ready exactly when it is.

use super::Asking;
use super::memory::Memory;
use crate::stores::Fault;

#[test]
fn it_is_ready_when_the_stores_are_and_names_the_key_when_it_is_wrong() {
    let ask = |stores: Memory| Asking::get("/readyz/care-accounts").of(&stores);
    assert_eq!(ask(Memory::new()).status, 200);
    let wrong = ask(Memory::new().breaks(Fault::WrongKey("k-1".into())));
    assert_eq!(wrong.status, 503);
    assert!(String::from_utf8(wrong.body).unwrap().contains("k-1"));
    assert_eq!(ask(Memory::new().breaks(Fault::Unavailable)).status, 503);
}

#[test]
fn whoever_is_refused_is_answered_in_their_own_way_and_keeps_the_numbers() {
    for (address, content) in [
        ("/care-account/nothing", "text/html"),
        ("/staff/accounts/x/y/z/nothing", "text/html"),
        ("/api/v1/care-accounts/nothing", "application/problem+json"),
    ] {
        let reply = Asking::get(address).staff("kim").of(&Memory::new());
        assert_eq!(reply.status, 404, "{address}");
        assert!(reply.header("content-type").unwrap().starts_with(content));
        if content == "text/html" {
            assert!(String::from_utf8(reply.body).unwrap().contains("999"));
        }
    }
}
