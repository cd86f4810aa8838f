//! A running workerd.

use std::{
    fs::File, net::SocketAddr, path::Path, process::Child, process::ExitStatus, sync::mpsc,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{Answer, Http, Start, Watch, guard::Guard, output::Output};

/// How long workerd may take to finish what it is doing before it is killed.
const STOP_WITHIN: Duration = Duration::from_secs(3);

/// A workerd of one's own. Dropping it kills it.
pub struct Workerd {
    /// Where it serves, without a slash at the end.
    pub url: String,
    /// The admin's bearer token.
    pub token: String,
    /// The same place as a socket's address.
    pub address: SocketAddr,
    pub(crate) http: Http,
    pub(crate) child: Child,
    pub(crate) output: Output,
    pub(crate) ended: mpsc::Receiver<()>,
    pub(crate) _guard: Guard,
    pub(crate) _lock: Option<File>,
}

impl Workerd {
    /// Starts workerd on a free port with its data in `data`, and waits until it serves.
    ///
    /// # Panics
    /// With workerd's own words when it does not start: a test can only fail then.
    pub fn start(data: &Path) -> Workerd {
        match Start::new(data).run() {
            Ok(workerd) => workerd,
            Err(error) => panic!("{error}"),
        }
    }

    /// The same, with somebody who looks at every answer.
    #[must_use]
    pub fn watched(mut self, watch: Watch) -> Self {
        self.http.watch = Some(watch);
        self
    }

    /// The process id, for tests that ask the operating system about it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What workerd has written lately.
    pub fn output(&self) -> String {
        self.output.text()
    }

    /// The client that keeps its connections to this workerd.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// `GET path`.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn get(&self, path: &str) -> Answer {
        self.http.get(path)
    }

    /// `POST path` with these headers.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.http.post(path, headers, body)
    }

    /// A request by any method.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.http.send(method, path, headers, body)
    }

    /// Power failure: SIGKILL, nothing flushed. Start again with the same data to see what lasted.
    pub fn kill9(mut self) {
        self.kill();
    }

    /// Stops in order: SIGTERM, and SIGKILL if that is not heeded within three seconds.
    pub fn stop(mut self) -> Option<ExitStatus> {
        let asked = kill_process(Pid::from_child(&self.child), Signal::TERM).is_ok();
        if !asked || self.ended.recv_timeout(STOP_WITHIN).is_err() {
            let _ = self.child.kill();
        }
        self.child.wait().ok()
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Workerd {
    fn drop(&mut self) {
        self.kill();
    }
}
