//! What somebody who holds the disk, the log or the metrics learns of people: nothing.

use std::path::{Path, PathBuf};

use super::{CONCERN, concern};
use crate::harness::{Site, Start, json};

/// What people type in this test, each nowhere else in the world.
const TYPED: [&str; 8] = [
    "Xanthippe",
    "Quenneborough",
    "zq-narrative-zq",
    "xanthippe.q@zq-mail.example",
    "07700 900913",
    "zq-note-zq",
    "zq-search-zq",
    "zq-draft-zq",
];

#[test]
fn nothing_that_people_typed_stands_in_clear_on_the_disk_or_in_the_log() {
    if !Site::is_ours() {
        return println!("only a site of our own has files to look at");
    }
    let start = Start::named("discretion");
    let site = start.begin();
    let nobody = site.nobody();
    let [given, family, narrative, email, phone, note, search, draft] = TYPED;
    let answers = json!({
        "about": "self", "given-name": given, "family-name": family, "narrative": narrative,
        "email": email, "phone": phone, "needs": ["memory"], "date-of-birth": "1937-11-23",
    });
    let receipt = nobody.submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let administrator = site.administrator();
    administrator
        .change_now(reference, "note", &json!({"text": note}))
        .expect(200);
    let by_name = json!({"family_name": search, "reason": "She rang."});
    administrator
        .caller
        .post("/api/v1/referrals/search", &by_name)
        .expect(200);
    // Mistakes, whose answers and log lines must be as discreet.
    nobody.caller.post(
        CONCERN,
        &json!({"answers": {"narrative": narrative, "needs": [given]}, "channel": family}),
    );
    nobody
        .caller
        .post(CONCERN, &concern(&format!("{narrative}\0")));
    nobody.caller.post(
        "/api/v1/track",
        &json!({"reference": given, "tracking_code": family}),
    );
    nobody.caller.get(&format!("/contact/{draft}?q={draft}"));
    nobody
        .caller
        .get(&format!("/contact/adult-contact/resume/{draft}"));
    nobody.caller.get(&format!("/api/v1/referrals/{draft}"));
    let mut resident = site.resident();
    resident.open("/staff/sign-in");
    resident
        .fill("username", &[family])
        .fill("password", &[search]);
    resident.press("Sign in");
    let metrics = nobody.caller.get("/metrics").expect(200).text();
    assert_eq!(site.stop(), Some(0));

    let mut looked_at = 0;
    for file in files_below(start.data()).into_iter().chain([start.log()]) {
        let bytes = std::fs::read(&file).expect("a file that can be read");
        looked_at += bytes.len();
        for typed in TYPED {
            assert!(
                !holds(&bytes, typed),
                "\"{typed}\" stands in {}",
                file.display()
            );
        }
        assert!(
            !holds(&bytes, receipt["tracking_code"].as_str().expect("a code")),
            "{}",
            file.display()
        );
    }
    assert!(looked_at > 10_000, "only {looked_at} bytes were found");
    for typed in TYPED {
        assert!(
            !holds(metrics.as_bytes(), typed),
            "\"{typed}\" stands in the metrics"
        );
    }
}

/// Whether a text stands in some bytes, however it is written: case, spaces, UTF-16.
fn holds(bytes: &[u8], text: &str) -> bool {
    let squeezed = text.replace(' ', "");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), squeezed.as_bytes(), &wide]
        .iter()
        .any(|needle| {
            bytes
                .windows(needle.len())
                .any(|window| window.eq_ignore_ascii_case(needle))
        })
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)
        .expect("a folder that can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
