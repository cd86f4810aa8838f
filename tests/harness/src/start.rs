//! How workerd is started.

use std::{
    fs::{self, File, TryLockError},
    io,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use serde_json::Value;

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
    /// The sites that exist, as the variable `SITES` has them; those of the build if none.
    pub sites: Option<Value>,
    /// Whether requests of the product's own may go to this machine, as to the receivers of a test;
    /// else to the public internet alone, as deployed.
    pub reaches_here: bool,
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
            sites: None,
            reaches_here: false,
            forward_output: false,
            on_exit: Box::new(|| {}),
        }
    }

    /// Starts workerd and returns when it really serves.
    pub fn run(self) -> Result<Workerd, String> {
        let config = self.built.join("workerd.capnp");
        if !config.is_file() {
            return Err(format!("{} is missing: run `cargo xtask build`", config.display()));
        }
        let has_sites = self.sites.is_some();
        let config = Config::with(config, self.sites.as_ref(), self.reaches_here)?;
        let objects = self.data.join("objects");
        let blobs = self.data.join("blobs");
        for dir in [&objects, &blobs] {
            fs::create_dir_all(dir)
                .map_err(|error| format!("cannot make {}: {error}", dir.display()))?;
        }
        check_port(self.port)?;
        let lock = lock(&self.data)?;

        let mut command = serve(&config.path, self.port)?;
        command
            .arg(format!("--directory-path=objects={}", objects.display()))
            .arg(format!("--directory-path=blobs={}", blobs.display()))
            .env("UNGATED_ADMIN_TOKEN", &self.token)
            .env("UNGATED_DEV", if self.dev { "1" } else { "" });
        let output = Output::new(self.forward_output);
        let mut workerd = launch(&mut command, output, self.on_exit)?;
        workerd.token = self.token;
        workerd._lock = Some(lock);
        let health = workerd.http.try_get("/healthz");
        match health {
            Ok(answer) if answer.status == 200 => Ok(workerd),
            // A test that brings its own sites may bring some that make no sense.
            Ok(answer) if answer.status == 503 && has_sites => Ok(workerd),
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

/// A workerd with a configuration that is not the product's: it listens, nothing more is known.
pub fn bare(config: &Path) -> Result<Workerd, String> {
    launch(&mut serve(config, 0)?, Output::new(false), Box::new(|| {}))
}

/// The same, with its objects in a folder.
pub fn bare_on(config: &Path, objects: &Path) -> Result<Workerd, String> {
    let mut command = serve(config, 0)?;
    command.arg(format!("--directory-path=objects={}", objects.display()));
    launch(&mut command, Output::new(false), Box::new(|| {}))
}

/// The command that serves a configuration whose socket is named `http`.
fn serve(config: &Path, port: u16) -> Result<Command, String> {
    let mut command =
        Command::new(place::workerd().ok_or("workerd is not installed: run `npm ci`")?);
    command
        .arg("serve")
        .arg(config)
        .args(["--experimental", "--control-fd=1"])
        .arg(format!("--socket-addr=http=127.0.0.1:{port}"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Ok(command)
}

/// Starts the command and returns when it listens.
fn launch(
    command: &mut Command,
    output: Output,
    on_exit: Box<dyn FnOnce() + Send>,
) -> Result<Workerd, String> {
    let (mut child, guard) =
        Guard::spawn(command).map_err(|error| format!("workerd does not start: {error}"))?;
    let (ended, has_ended) = mpsc::channel();
    let (listens, port) = mpsc::channel();
    if let Some(stderr) = child.stderr.take() {
        output.follow(stderr, |_| false, || {});
    }
    if let Some(stdout) = child.stdout.take() {
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
        token: String::new(),
        http: Http::to(String::new()),
        address: SocketAddr::from(([127, 0, 0, 1], 0)),
        child,
        output,
        ended: has_ended,
        _guard: guard,
        _lock: None,
    };
    let port = port
        .recv_timeout(READY_WITHIN)
        .map_err(|_| format!("workerd ended at once: {}", workerd.output()))?;
    workerd.url = format!("http://localhost:{port}");
    // The number: some machines try ::1 first for the name, where workerd does not listen.
    workerd.address.set_port(port);
    workerd.http = Http::to(format!("http://{}", workerd.address));
    Ok(workerd)
}

/// How the binding of the sites begins in workerd's configuration; the value and `)` follow.
const SITES: &str = "(name = \"SITES\", json = ";
/// What the product's network lets through, as it is shipped and with this machine in it.
const PUBLIC: &str = "network = (allow = [\"public\"],";
const HERE: &str = "network = (allow = [\"public\", \"local\"],";

/// A configuration file; gone with this value unless it is the build's own.
struct Config {
    path: PathBuf,
    is_ours: bool,
}

impl Config {
    /// The build's configuration, or a copy beside it (its modules are named from there) with
    /// other sites, or another network.
    fn with(built: PathBuf, sites: Option<&Value>, reaches_here: bool) -> Result<Config, String> {
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        if sites.is_none() && !reaches_here {
            return Ok(Config { path: built, is_ours: false });
        }
        let say = |error: io::Error| format!("{}: {error}", built.display());
        let mut text = fs::read_to_string(&built).map_err(say)?;
        if let Some(sites) = sites {
            text = put_sites(&text, sites)
                .ok_or_else(|| format!("{} has no sites to replace", built.display()))?;
        }
        if reaches_here {
            if text.matches(PUBLIC).count() != 1 {
                return Err(format!("{} has no public network", built.display()));
            }
            text = text.replace(PUBLIC, HERE);
        }
        let number = COPIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("workerd.{}-{number}.capnp", std::process::id());
        let config = Config { path: built.with_file_name(name), is_ours: true };
        fs::write(&config.path, text).map_err(say)?;
        Ok(config)
    }
}

impl Drop for Config {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The configuration with these sites in place of its own; none if it names no sites.
fn put_sites(config: &str, sites: &Value) -> Option<String> {
    let (before, rest) = config.split_once(SITES)?;
    let rest = rest.strip_prefix('"')?;
    // The text ends at the first quotation mark that no backslash stands before.
    let mut escaped = false;
    let end = rest.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    // Cap'n Proto's notation of a text is JSON's, as far as JSON's own texts go.
    let quoted = Value::String(sites.to_string());
    Some(format!("{before}{SITES}{quoted}{}", &rest[end + 1..]))
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
fn listening_port(line: &str) -> Option<u16> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message.get("event")? != "listen" {
        return None;
    }
    message.get("port")?.as_u64()?.try_into().ok()
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
    fn a_test_brings_its_own_sites() {
        let config = r#"(name = "SITES", json = "{\"a\":\"b\"}"), (name = "X", json = "1")"#;
        let sites = serde_json::json!({"c": "\"d\\"});
        let text = put_sites(config, &sites).expect("sites");
        let value = text.strip_prefix(SITES).and_then(|rest| rest.split_once("), ")).expect("both");
        let read: String = serde_json::from_str(value.0).expect("a text");
        assert_eq!(serde_json::from_str::<Value>(&read).expect("JSON"), sites);
        assert_eq!(value.1, r#"(name = "X", json = "1")"#);
        assert_eq!(put_sites("", &sites), None);
    }

    #[test]
    fn a_taken_port_is_said_in_one_sentence() {
        let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = other.local_addr().expect("its address").port();
        let error = check_port(port).expect_err("taken");
        assert!(error.starts_with(&format!("port {port} is taken")));
    }
}
