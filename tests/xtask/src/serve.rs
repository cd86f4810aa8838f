//! `cargo xtask serve`: what the browser tests start.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use serde_json::json;
use ungated_harness::{Start, TEST_TOKEN};

use crate::{
    build, data,
    stop::{self, Reason},
};

/// Serves until the input ends or a signal comes; says where in one line of JSON.
pub fn run(port: u16, dir: &Path, no_build: bool, reaches_here: bool) -> Result<()> {
    if !no_build {
        build::everything()?;
    }
    let dir = std::path::absolute(dir)?;
    data::prepare(&dir, false)?;
    let (stop, reasons) = stop::reasons()?;
    stop::at_end_of_input(stop.clone());
    let workerd = Start {
        port,
        reaches_here,
        token: std::env::var("UNGATED_ADMIN_TOKEN").unwrap_or_else(|_| TEST_TOKEN.to_owned()),
        forward_output: true,
        on_exit: Box::new(move || {
            let _ = stop.send(Reason::Ended);
        }),
        ..Start::new(&dir)
    }
    .run()
    .map_err(|sentence| anyhow!(sentence))?;
    println!("{}", json!({ "url": workerd.url, "token": workerd.token, "pid": workerd.id() }));
    let reason = reasons.recv();
    workerd.stop();
    match reason {
        Ok(Reason::Asked) => Ok(()),
        _ => bail!("workerd ended by itself"),
    }
}
