//! A server that is started here stops in every way that it can be stopped, and leaves nothing
//! behind. Needs the built product: `cargo xtask test workerd` runs it.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use ungated_harness::Http;

/// A directory of one test, gone with it.
struct Dir(PathBuf);

impl Dir {
    fn new(test: &str) -> Self {
        let name = format!("ungated-serve-{test}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn xtask(dir: &Dir, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(["serve", "--no-build", "--port", &port.to_string(), "--data"])
        .arg(&dir.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

struct Served {
    xtask: Child,
    url: String,
    /// Held open by workerd: its end is workerd's end.
    connection: TcpStream,
    dir: Dir,
}

fn serve(test: &str) -> Served {
    let dir = Dir::new(test);
    let mut xtask = xtask(&dir, 0).spawn().expect("xtask starts");
    let mut line = String::new();
    let stdout = xtask.stdout.take().expect("piped");
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    let said: Value = serde_json::from_str(&line).expect("JSON");
    let url = said["url"].as_str().expect("a url").to_owned();
    let port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let connection = TcpStream::connect(("127.0.0.1", port)).expect("workerd listens");
    Served { xtask, url, connection, dir }
}

impl Served {
    fn answers(&self) -> bool {
        Http::to(self.url.clone()).try_get("/healthz").is_ok_and(|answer| answer.status == 200)
    }

    /// Returns when workerd has closed its connections; whether it is gone then.
    fn workerd_is_gone(&mut self) -> bool {
        let _ = self.connection.read(&mut [0; 1]);
        !self.answers()
    }

    fn send(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.xtask), signal).expect("xtask is there");
    }
}

#[test]
fn the_end_of_its_input_ends_a_server() {
    let mut served = serve("input");
    assert!(served.answers());
    drop(served.xtask.stdin.take());
    assert!(served.xtask.wait().expect("ended").success());
    assert!(served.workerd_is_gone());
}

#[test]
fn signals_end_a_server_in_order() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut served = serve("signal");
        served.send(signal);
        assert!(served.xtask.wait().expect("ended").success(), "{signal:?}");
        assert!(served.workerd_is_gone(), "{signal:?}");
    }
}

#[test]
fn nothing_is_left_of_a_server_that_is_killed() {
    let mut served = serve("killed");
    served.send(Signal::KILL);
    assert!(!served.xtask.wait().expect("ended").success());
    assert!(served.workerd_is_gone());
}

#[test]
fn a_taken_port_is_one_clear_sentence() {
    let dir = Dir::new("port");
    let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = other.local_addr().expect("its address").port();
    let ended = xtask(&dir, port).output().expect("xtask starts");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(!ended.status.success());
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
}

#[test]
fn data_belong_to_one_server() {
    let first = serve("data");
    let ended = xtask(&first.dir, 0).output().expect("xtask starts");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(!ended.status.success());
    assert!(said.contains("is in use by another workerd"), "{said}");
    assert!(first.answers());
}
