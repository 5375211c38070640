//! Files that residents add: scanned by ClamAV itself, saved by staff when they are clean, and never a
//! reason why a contact does not arrive.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::filling_in::{send, until_the_check};
use super::uploads::{STAIRS, adds, at_the_page, chooses, photo};
use crate::harness::{Answer, Clamd, Site, Start, eicar, json, scratch, until};

/// A scan, and the slices of work around it, beside other tests.
const SCAN: Duration = Duration::from_secs(60);

/// What begins as a photo does, in several pieces, with every byte in it.
fn many_bytes() -> Vec<u8> {
    let mut bytes = photo(16);
    bytes.extend((0..700_000_u32).map(|place| (place.wrapping_mul(2_654_435_761) >> 13) as u8));
    bytes
}

/// Sends a contact with these files, and answers its reference.
fn sent_with(site: &Site, files: &[(&str, &[u8])]) -> String {
    let mut resident = at_the_page(site);
    for (name, content) in files {
        adds(&mut resident, name, content);
    }
    until_the_check(&mut resident, STAIRS);
    send(&mut resident).reference
}

fn file(site: &Site, reference: &str, number: u32) -> Answer {
    let address = format!("/api/v1/referrals/{reference}/files/{number}");
    site.administrator().caller.get(&address)
}

/// Works until the file is no longer answered with 409 and these words.
fn worked_until(site: &Site, reference: &str, number: u32, not: &str) -> Answer {
    until("the scanner", SCAN, || {
        let work = site.administrator().caller.post("/api/v1/work", &json!({}));
        work.expect(200);
        let answer = file(site, reference, number);
        let waits = answer.status == 409 && answer.text().contains(not);
        (!waits).then_some(answer)
    })
}

fn rows(data: &Path, sql: &str) -> i64 {
    let database = rusqlite::Connection::open(data.join("uploads.db")).expect("the files");
    database
        .query_row(sql, [], |row| row.get(0))
        .expect("a number")
}

#[test]
fn clamav_looks_at_every_file_and_staff_save_only_what_is_clean() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a scanner");
    }
    let mut clamd = Clamd::stopped("journey");
    let start = Start::named("scanned")
        .environment("SPIN_VARIABLE_VIRUS_SCANNER", "clamd")
        .environment("SPIN_VARIABLE_CLAMD_ADDRESS", &clamd.address);
    let site = start.begin();
    let (photo, eicar) = (many_bytes(), eicar());
    let files = [("stairs.jpg", &photo[..]), ("letter.txt", &eicar[..])];
    let reference = sent_with(&site, &files);

    // Nobody answers at the scanner's address: the contact is there, and its files wait.
    let work = site.administrator().caller.post("/api/v1/work", &json!({}));
    assert_eq!(work.expect(200).json()["files_scanned"], 0);
    for number in [1, 2] {
        let waiting = file(&site, &reference, number).problem(409);
        let said = waiting["detail"].as_str().expect("words");
        assert!(said.contains("being checked"), "{said}");
    }

    clamd.start();
    let clean = worked_until(&site, &reference, 1, "being checked").expect(200);
    assert_eq!(clean.body, photo, "byte for byte");
    assert_eq!(clean.header("content-type"), Some("image/jpeg"));
    let infected = worked_until(&site, &reference, 2, "being checked").problem(409);
    let said = infected["detail"].as_str().expect("words");
    assert!(said.contains("virus was found"), "{said}");
    file(&site, &reference, 3).problem(404);
    assert_eq!(
        rows(
            site.data(),
            "SELECT count(*) FROM piece JOIN file ON number = piece.file WHERE scan = 'infected'"
        ),
        0,
        "its bytes are gone"
    );

    let mut worker = site.worker(&["adviser"]);
    worker.sign_in();
    let desk = format!("/staff/referrals/{reference}");
    let page = worker.browser.open(&desk);
    assert!(page.main.contains("stairs.jpg") && page.main.contains("No virus found"));
    assert!(page.main.contains("letter.txt") && page.main.contains("Virus found, deleted"));
    let saved = worker
        .browser
        .caller
        .get(&format!("{desk}/files/1"))
        .expect(200);
    assert_eq!(saved.body, photo);
    assert_eq!(
        saved.header("content-security-policy"),
        Some("sandbox; default-src 'none'")
    );
    assert_eq!(saved.header("x-content-type-options"), Some("nosniff"));
    let disposition = saved.header("content-disposition").expect("how to save it");
    assert!(disposition.starts_with("attachment;") && disposition.contains("stairs.jpg"));
    let refused = worker
        .browser
        .caller
        .get(&format!("{desk}/files/2"))
        .expect(409);
    assert!(refused.page().main.contains("send it another way"));

    // The scanner goes away and comes back: what came meanwhile is looked at then.
    clamd.stop();
    let later = sent_with(&site, &[("later.jpg", &photo)]);
    let work = site.administrator().caller.post("/api/v1/work", &json!({}));
    assert_eq!(work.expect(200).json()["files_scanned"], 0);
    file(&site, &later, 1).problem(409);
    clamd.start();
    let looked_at = worked_until(&site, &later, 1, "being checked").expect(200);
    assert_eq!(looked_at.body, photo);
}

#[test]
fn without_a_scanner_staff_are_warned_before_they_save_a_file() {
    let site = Site::shared();
    let photo = many_bytes();
    let reference = sent_with(site, &[("ramp.jpg", &photo)]);
    let refused = file(site, &reference, 1);
    if refused.status == 200 {
        return println!("the site elsewhere has a scanner");
    }
    refused.problem(409);
    let address = format!("/api/v1/referrals/{reference}/files/1?unchecked=true");
    let caller = site.administrator().caller;
    assert_eq!(caller.get(&address).expect(200).body, photo);
    let mut worker = site.worker(&["adviser"]);
    worker.sign_in();
    let desk = format!("/staff/referrals/{reference}/files/1");
    let page = worker.browser.open(&desk);
    assert_eq!(page.heading, "This file has not been checked for viruses");
    let form = page.form_with("Download it unchecked").clone();
    let (_, pairs) = form.pressed("Download it unchecked");
    let saved = worker.browser.caller.post_form(&desk, &pairs).expect(200);
    assert_eq!(saved.body, photo);
}

#[test]
fn a_full_disk_costs_the_file_and_not_the_contact() {
    if !Site::is_ours() {
        return println!("only a site of our own can have a small disk");
    }
    let Some(disk) = SmallDisk::mount("full") else {
        return println!("only root can make a small disk");
    };
    let start = Start::named("full-disk");
    std::fs::create_dir_all(start.data()).expect("a folder");
    let database = start.data().join("uploads.db");
    std::os::unix::fs::symlink(disk.0.join("uploads.db"), database).expect("a link");
    let site = start.begin();
    let mut resident = at_the_page(&site);
    let refused = chooses(
        &resident,
        "hall.jpg",
        &photo(6 * 1024 * 1024),
        "Add this file",
    );
    let said = refused.expect(503).page().main;
    assert!(
        said.contains("We could not keep this file just now"),
        "{said}"
    );
    until_the_check(&mut resident, STAIRS);
    let reference = send(&mut resident).reference;
    site.administrator().referral(&reference);
    file(&site, &reference, 1).problem(404);
    assert_eq!(site.stop(), Some(0));
}

/// A file system of a few megabytes, for as long as it is held.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(name: &str) -> Option<Self> {
        let folder = scratch(&format!("disks/{name}"));
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(&folder)
            .output();
        mounted
            .is_ok_and(|mounted| mounted.status.success())
            .then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
