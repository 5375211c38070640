//! Files are scanned in the words of clamd, over a real line, and each answer has its consequence. The
//! scanner at the other end is this file; the journeys speak with clamd itself.

use crate::fixtures::*;
use std::cell::RefCell;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;
use upload_store::{Line, NoAnswer, Scan, Scanner, Verdict, Worked, clamd};

/// Nobody to speak with.
pub struct Nobody;

impl Scanner for Nobody {
    type Line = Wire;

    async fn connect(&self) -> Result<Wire, NoAnswer> {
        Err(NoAnswer::NotReached)
    }
}

/// A line over TCP that blocks.
pub struct Wire(TcpStream);

impl Line for Wire {
    async fn say(&mut self, bytes: Vec<u8>) -> Result<(), NoAnswer> {
        self.0.write_all(&bytes).map_err(|_| NoAnswer::Silent)
    }

    async fn hear(&mut self) -> Result<Vec<u8>, NoAnswer> {
        let mut heard = Vec::new();
        let mut more = [0; 64];
        while !clamd::is_whole(&heard) {
            match self.0.read(&mut more).map_err(|_| NoAnswer::Silent)? {
                0 => break,
                read => heard.extend_from_slice(&more[..read]),
            }
        }
        Ok(heard)
    }
}

/// Somebody who listens, and answers as many files as there are answers. `None` hangs up after the command.
struct Listening {
    port: u16,
    heard: std::thread::JoinHandle<Vec<Vec<u8>>>,
    calls: RefCell<u32>,
}

impl Listening {
    fn saying(answers: &[Option<&str>]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let answers: Vec<_> = answers.iter().map(|said| said.map(str::to_owned)).collect();
        Self {
            port: listener.local_addr().unwrap().port(),
            heard: std::thread::spawn(move || {
                answers
                    .iter()
                    .map(|said| listen(&listener, said.as_deref()))
                    .collect()
            }),
            calls: RefCell::default(),
        }
    }

    /// What was in each file, as it was heard.
    fn heard(self) -> Vec<Vec<u8>> {
        self.heard.join().unwrap()
    }
}

fn listen(listener: &TcpListener, said: Option<&str>) -> Vec<u8> {
    let (mut line, _) = listener.accept().unwrap();
    line.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut command = [0; 10];
    line.read_exact(&mut command).unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let Some(said) = said else {
        return Vec::new();
    };
    let mut file = Vec::new();
    loop {
        let mut length = [0; 4];
        line.read_exact(&mut length).unwrap();
        let mut piece = vec![0; u32::from_be_bytes(length) as usize];
        if piece.is_empty() {
            break;
        }
        line.read_exact(&mut piece).unwrap();
        file.extend(piece);
    }
    line.write_all(said.as_bytes()).unwrap();
    line.write_all(b"\0").unwrap();
    file
}

impl Scanner for Listening {
    type Line = Wire;

    async fn connect(&self) -> Result<Wire, NoAnswer> {
        *self.calls.borrow_mut() += 1;
        let line = TcpStream::connect(("127.0.0.1", self.port));
        line.map(Wire).map_err(|_| NoAnswer::NotReached)
    }
}

fn work(files: &Files, scanner: &impl Scanner) -> Worked {
    done(files.store().work(Some(scanner), at(NOW))).unwrap()
}

#[test]
fn each_answer_has_its_consequence() {
    let files = Files::new();
    let sent: Vec<Vec<u8>> = (0..3).map(|n| vec![n; 700]).collect();
    let ids: Vec<String> = sent
        .iter()
        .map(|bytes| files.arrived("photo.jpg", bytes, 256).id)
        .collect();
    let scanner = Listening::saying(&[
        Some("stream: OK"),
        Some("stream: Win.Test.EICAR_HDB-1 FOUND"),
        Some("INSTREAM size limit exceeded. ERROR"),
    ]);
    let worked = work(&files, &scanner);
    assert_eq!((worked.scanned, worked.infected), (3, 1));
    assert_eq!(scanner.heard(), sent, "every byte was looked at");
    let states: Vec<Scan> = ids.iter().map(|id| files.look(id).unwrap().scan).collect();
    assert_eq!(states, [Scan::Clean, Scan::Infected, Scan::NotScanned]);
    assert_eq!(files.bytes(&ids[0]), sent[0]);
    assert_eq!(files.count("piece WHERE file = 2"), 0, "its bytes are gone");
    assert_eq!(files.bytes(&ids[2]), sent[2]);
    assert_eq!(work(&files, &Nobody).scanned, 0, "nothing is asked twice");
}

#[test]
fn a_scanner_that_cannot_be_reached_is_asked_again() {
    let files = Files::new();
    let id = files.a_file().id;
    assert_eq!(work(&files, &Nobody).scanned, 0);
    assert_eq!(files.look(&id).unwrap().scan, Scan::Waiting);
    let scanner = Listening::saying(&[Some("stream: OK")]);
    assert_eq!(work(&files, &scanner).scanned, 1);
    assert_eq!(files.look(&id).unwrap().scan, Scan::Clean);
}

#[test]
fn one_that_silences_the_scanner_does_not_hold_up_the_others() {
    let files = Files::new();
    let silences = files.arrived("bomb.zip", b"boom", 4).id;
    let others: Vec<String> = (0..5).map(|_| files.a_file().id).collect();
    let scanner = Listening::saying(&[
        None,
        Some("stream: OK"),
        Some("INSTREAM: Can't write to temporary file. ERROR"),
        Some("stream: OK"),
        Some("stream: OK"),
    ]);
    assert_eq!(work(&files, &scanner).scanned, 3);
    // Those that were never tried come before those that were.
    let scanner = Listening::saying(&[Some("stream: OK"), None, Some("stream: OK")]);
    assert_eq!(work(&files, &scanner).scanned, 2);
    assert_eq!(files.look(&silences).unwrap().scan, Scan::Waiting);
    for id in &others {
        assert_eq!(files.look(id).unwrap().scan, Scan::Clean);
    }
}

#[test]
fn a_slice_has_a_few_scanned_and_none_that_is_still_arriving() {
    let files = Files::new();
    let arriving = files.begin();
    files.append(&arriving, 0, b"half").unwrap();
    for _ in 0..7 {
        files.a_file();
    }
    let scanner = Listening::saying(&[Some("stream: OK"); 7]);
    assert_eq!(work(&files, &scanner).scanned, 5);
    assert_eq!(*scanner.calls.borrow(), 5);
    assert_eq!(work(&files, &scanner).scanned, 2);
    assert_eq!(files.count("file WHERE scan = 'waiting'"), 1);
}

#[test]
fn a_file_that_cannot_be_opened_is_a_fault_and_the_others_are_scanned_all_the_same() {
    let files = Files::new();
    files.a_file();
    let other = files.a_file().id;
    let sql = "UPDATE piece SET sealed = x'00' WHERE file = 1";
    files.raw().execute(sql, []).unwrap();
    let scanner = Listening::saying(&[None, Some("stream: OK")]);
    assert!(done(files.store().work(Some(&scanner), at(NOW))).is_err());
    assert_eq!(files.look(&other).unwrap().scan, Scan::Clean);
}

#[test]
fn clean_is_said_of_a_whole_file_only() {
    /// Takes nothing and says that all is well.
    struct Hasty;
    struct Deaf;
    impl Scanner for Hasty {
        type Line = Deaf;
        async fn connect(&self) -> Result<Deaf, NoAnswer> {
            Ok(Deaf)
        }
    }
    impl Line for Deaf {
        async fn say(&mut self, _: Vec<u8>) -> Result<(), NoAnswer> {
            Err(NoAnswer::Silent)
        }
        async fn hear(&mut self) -> Result<Vec<u8>, NoAnswer> {
            Ok(b"stream: OK\0".to_vec())
        }
    }
    assert_eq!(clamd::read(b"stream: OK\0"), Some(Verdict::Clean));
    let files = Files::new();
    let id = files.a_file().id;
    assert_eq!(work(&files, &Hasty).scanned, 0);
    assert_eq!(files.look(&id).unwrap().scan, Scan::Waiting);
}
