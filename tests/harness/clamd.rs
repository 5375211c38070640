//! ClamAV's daemon, from Debian's package, with one signature of our own: that of the EICAR test string,
//! which every scanner knows and which does nothing. Nothing is downloaded.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{scratch, until};

/// Loading one signature takes a moment; other tests run beside it.
const START: Duration = Duration::from_secs(60);
/// The EICAR test string's MD5 and length, as ClamAV writes signatures of whole files.
const SIGNATURE: &str = "44d88612fea8a8f36de82e1278abb02f:68:Win.Test.EICAR_HDB-1\n";

/// A scanner that can be started, stopped and started again at the same address.
#[derive(Debug)]
pub struct Clamd {
    /// An address and a port.
    pub address: String,
    configuration: PathBuf,
    running: Option<Child>,
}

impl Clamd {
    /// A scanner that does not run yet.
    pub fn stopped(name: &str) -> Self {
        let folder = scratch(&format!("clamd/{name}"));
        let signatures = folder.join("signatures");
        let passing = folder.join("passing");
        for folder in [&signatures, &passing] {
            std::fs::create_dir(folder).expect("a folder can be made");
        }
        std::fs::write(signatures.join("eicar.hdb"), SIGNATURE)
            .expect("a signature can be written");
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("its address");
        let configuration = folder.join("clamd.conf");
        let text = format!(
            "Foreground yes\nTCPAddr 127.0.0.1\nTCPSocket {}\nDatabaseDirectory {}\nTemporaryDirectory {}\nFixStaleSocket yes\n",
            address.port(),
            signatures.display(),
            passing.display(),
        );
        std::fs::write(&configuration, text).expect("a configuration can be written");
        Self {
            address: address.to_string(),
            configuration,
            running: None,
        }
    }

    /// Starts it, and waits until it answers.
    #[track_caller]
    pub fn start(&mut self) {
        let paths = std::env::var("PATH").unwrap_or_default();
        let clamd = Command::new("clamd")
            .env("PATH", format!("{paths}:/usr/sbin"))
            .arg("--config-file")
            .arg(&self.configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        self.running = Some(clamd.expect("clamd, which Debian's package clamav-daemon brings"));
        until("clamd to listen", START, || {
            TcpStream::connect(&self.address).ok()
        });
    }

    /// Ends it.
    pub fn stop(&mut self) {
        if let Some(mut clamd) = self.running.take() {
            let _ = clamd.kill();
            let _ = clamd.wait();
        }
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A file that every scanner takes for infected. It is put together here, so that no file of the project
/// is.
pub fn eicar() -> Vec<u8> {
    let parts = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}",
        "$EICAR-STANDARD",
        "-ANTIVIRUS-TEST",
        "-FILE!$H+H*",
    ];
    parts.concat().into_bytes()
}
