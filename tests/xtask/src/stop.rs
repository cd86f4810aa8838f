//! Why a server should stop.

use std::{io::Read, sync::mpsc, thread};

use anyhow::{Context, Result};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

/// What ends a server.
pub enum Reason {
    /// Ctrl-C, SIGTERM, a closed terminal, or the end of a test's pipe.
    Asked,
    /// workerd is gone.
    Ended,
}

/// The senders and the receiver of reasons to stop. From here on signals do not kill us.
pub fn reasons() -> Result<(mpsc::Sender<Reason>, mpsc::Receiver<Reason>)> {
    let (stop, reasons) = mpsc::channel();
    let mut signals =
        Signals::new([SIGINT, SIGTERM, SIGHUP]).context("cannot watch for signals")?;
    let asked = stop.clone();
    thread::spawn(move || {
        for _ in signals.forever() {
            let _ = asked.send(Reason::Asked);
        }
    });
    Ok((stop, reasons))
}

/// The end of our input is a reason too: whoever started us is gone.
pub fn at_end_of_input(stop: mpsc::Sender<Reason>) {
    thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        let mut ignored = [0; 256];
        while input.read(&mut ignored).is_ok_and(|length| length > 0) {}
        let _ = stop.send(Reason::Asked);
    });
}
