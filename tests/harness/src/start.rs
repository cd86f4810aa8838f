//! How workerd is started.

use std::{
    fs::{self, File, TryLockError},
    io,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use crate::{Http, Workerd, guard::Guard, output::Output, place};

/// The admin's bearer token of a workerd that a test started.
pub const TEST_TOKEN: &str = "test-admin-token";

/// A first start compiles a megabyte of wasm on a busy machine; longer than this is a hang.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// What a workerd should be like; [`Start::run`] makes it so.
pub struct Start {
    /// The directory that holds everything the product stores.
    pub data: PathBuf,
    /// The output of `cargo xtask build`.
    pub built: PathBuf,
    /// The port on this machine, or 0 for a free one.
    pub port: u16,
    /// The admin's bearer token.
    pub token: String,
    /// Whether the development doors are open (`UNGATED_DEV`).
    pub dev: bool,
    /// Whether workerd's output appears on stderr as it comes.
    pub forward_output: bool,
    /// Called once when workerd has ended, for whatever reason.
    pub on_exit: Box<dyn FnOnce() + Send>,
}

impl Start {
    /// As tests want it: a free port, development doors open, silent.
    pub fn new(data: &Path) -> Start {
        Start {
            data: data.to_path_buf(),
            built: place::built(),
            port: 0,
            token: TEST_TOKEN.to_owned(),
            dev: true,
            forward_output: false,
            on_exit: Box::new(|| {}),
        }
    }

    /// Starts workerd and returns when it really serves.
    pub fn run(self) -> Result<Workerd, String> {
        let binary = place::workerd().ok_or("workerd is not installed: run `npm ci`")?;
        let config = self.built.join("workerd.capnp");
        if !config.is_file() {
            return Err(format!("{} is missing: run `cargo xtask build`", config.display()));
        }
        let objects = self.data.join("objects");
        let blobs = self.data.join("blobs");
        for dir in [&objects, &blobs] {
            fs::create_dir_all(dir)
                .map_err(|error| format!("cannot make {}: {error}", dir.display()))?;
        }
        check_port(self.port)?;
        let lock = lock(&self.data)?;

        let mut command = Command::new(binary);
        command
            .arg("serve")
            .arg(&config)
            .args(["--experimental", "--control-fd=1"])
            .arg(format!("--socket-addr=http=127.0.0.1:{}", self.port))
            .arg(format!("--directory-path=objects={}", objects.display()))
            .arg(format!("--directory-path=blobs={}", blobs.display()))
            .env("UNGATED_ADMIN_TOKEN", &self.token)
            .env("UNGATED_DEV", if self.dev { "1" } else { "" })
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let (mut child, guard) = Guard::spawn(&mut command)
            .map_err(|error| format!("workerd does not start: {error}"))?;

        let output = Output::new(self.forward_output);
        let (ended, has_ended) = mpsc::channel();
        let (listens, port) = mpsc::channel();
        if let Some(stderr) = child.stderr.take() {
            output.follow(stderr, |_| false, || {});
        }
        if let Some(stdout) = child.stdout.take() {
            let on_exit = self.on_exit;
            let is_ours = move |line: &str| match listening_port(line) {
                Some(port) => listens.send(port).is_ok(),
                None => false,
            };
            output.follow(stdout, is_ours, move || {
                let _ = ended.send(());
                on_exit();
            });
        }
        let mut workerd = Workerd {
            url: String::new(),
            token: self.token,
            http: Http::to(String::new()),
            child,
            output,
            ended: has_ended,
            _guard: guard,
            _lock: lock,
        };
        let port = port
            .recv_timeout(READY_WITHIN)
            .map_err(|_| format!("workerd ended at once: {}", workerd.output()))?;
        workerd.url = format!("http://localhost:{port}");
        // The number: some machines try ::1 first for the name, where workerd does not listen.
        workerd.http = Http::to(format!("http://127.0.0.1:{port}"));
        let health = workerd.http.try_get("/healthz");
        match health {
            Ok(answer) if answer.status == 200 => Ok(workerd),
            Ok(answer) => Err(format!(
                "/healthz answers {}: {} {}",
                answer.status,
                answer.body,
                workerd.output()
            )),
            Err(error) => Err(format!("/healthz: {error} {}", workerd.output())),
        }
    }
}

/// Whether workerd can listen on this port of this machine.
pub fn check_port(port: u16) -> Result<(), String> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(format!(
            "port {port} is taken by another program: stop it, or choose another one with --port"
        )),
        Err(error) => Err(format!("port {port} cannot be used: {error}")),
    }
}

/// Two workerds on the same data would each believe to be the only one.
fn lock(data: &Path) -> Result<File, String> {
    let path = data.join(".lock");
    let file = File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!(
            "{} is in use by another workerd: stop it, or choose another directory",
            data.display()
        )),
        Err(TryLockError::Error(error)) => Err(format!("{}: {error}", path.display())),
    }
}

/// The port in workerd's message that its socket is open.
fn listening_port(line: &str) -> Option<u64> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    if message.get("event")? != "listen" {
        return None;
    }
    message.get("port")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listen_message_names_the_port() {
        let listen = r#"{"event":"listen","socket":"http","port":4321}"#;
        assert_eq!(listening_port(listen), Some(4321));
        assert_eq!(listening_port(r#"{"event":"listen-inspector","port":1}"#), None);
        assert_eq!(listening_port("a line of the Worker's"), None);
    }

    #[test]
    fn a_taken_port_is_said_in_one_sentence() {
        let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = other.local_addr().expect("its address").port();
        let error = check_port(port).expect_err("taken");
        assert!(error.starts_with(&format!("port {port} is taken")));
    }
}
