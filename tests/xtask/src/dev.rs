//! `cargo xtask dev`: everything, running here.

use std::{fs::File, io::Read, path::PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use ungated_harness::{Start, check_port, place};

use crate::{
    build, data,
    stop::{self, Reason},
};

/// The port that README, docs and the simulator assume.
pub const PORT: u16 = 8787;

/// Build everything and serve it here.
#[derive(Args)]
pub struct Dev {
    /// The port on this machine
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Where the data are kept [default: target/ungated/data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Empty the data directory first
    #[arg(long)]
    fresh: bool,
}

impl Dev {
    /// Builds, serves, and stops when asked to.
    pub fn run(self) -> Result<()> {
        // What can fail at once fails before minutes of building.
        check_port(self.port).map_err(|sentence| anyhow!(sentence))?;
        let data = self.data.unwrap_or_else(|| place::built().join("data"));
        let data = std::path::absolute(data)?;
        data::prepare(&data, self.fresh)?;
        build::everything()?;

        let (token, is_new) = admin_token()?;
        let (stop, reasons) = stop::reasons()?;
        let workerd = Start {
            port: self.port,
            token,
            forward_output: true,
            on_exit: Box::new(move || {
                let _ = stop.send(Reason::Ended);
            }),
            ..Start::new(&data)
        }
        .run()
        .map_err(|sentence| anyhow!(sentence))?;

        if is_new {
            println!("admin token {}", workerd.token);
        }
        println!("ready {}", workerd.url);
        println!("{}", hints(&workerd.url));
        let reason = reasons.recv();
        let status = workerd.stop();
        match reason {
            Ok(Reason::Asked) => {
                eprintln!("stopped; the data stay in {}", data.display());
                Ok(())
            }
            _ => bail!(
                "workerd ended by itself ({})",
                status.map_or("unknown".to_owned(), |status| status.to_string())
            ),
        }
    }
}

/// What a newcomer wants to do next.
fn hints(url: &str) -> String {
    let port = url.rsplit(':').next().unwrap_or_default();
    let to = match port == PORT.to_string() {
        true => String::new(),
        false => format!(" --url {url}"),
    };
    format!(
        "  dashboard  {url}/\n  demo       {url}/demo/\n  readers    \
         cargo xtask simulate --visits 2000 --days 7{to}\n  stop       Ctrl-C"
    )
}

/// The admin's bearer token, and whether it was made just now.
fn admin_token() -> Result<(String, bool)> {
    match std::env::var("UNGATED_ADMIN_TOKEN") {
        Ok(token) if !token.is_empty() => Ok((token, false)),
        _ => Ok((random_token()?, true)),
    }
}

/// 128 bits from the operating system, in hexadecimal.
pub fn random_token() -> Result<String> {
    let mut bytes = [0u8; 16];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .context("the operating system gives no random bytes")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let one = random_token().expect("random");
        assert_eq!(one.len(), 32);
        assert_ne!(one, random_token().expect("random"));
    }

    #[test]
    fn the_simulator_is_pointed_to_an_unusual_port() {
        assert!(!hints("http://localhost:8787").contains("--url"));
        assert!(hints("http://localhost:9000").contains("--url http://localhost:9000"));
    }
}
