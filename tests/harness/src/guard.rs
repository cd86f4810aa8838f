//! Takes other processes along when this one dies without a word.
//!
//! # Why a process of its own?
//!
//! A process that is killed with SIGKILL cannot tidy up. Linux can bind a child's life to its
//! parent's, but only through code that runs between `fork` and `exec`, which Rust rightly
//! calls unsafe, and other systems have nothing like it. A pipe works everywhere: the guard
//! waits for the end of its input, which the kernel delivers however we die, and then kills.

use std::{
    io,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
};

/// A small shell that kills a process and its group when the process that made it is gone.
pub struct Guard(Child);

impl Guard {
    /// Starts `command` in a process group of its own and watches over that group.
    ///
    /// Ctrl-C in a terminal does not reach the group: whoever started it stops it, in order, or
    /// dies and leaves that to the guard.
    pub fn spawn(command: &mut Command) -> io::Result<(Child, Guard)> {
        let mut child = command.process_group(0).spawn()?;
        match Guard::over(child.id()) {
            Ok(guard) => Ok((child, guard)),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    fn over(group: u32) -> io::Result<Guard> {
        Command::new("sh")
            .args(["-c", r#"cat >/dev/null; kill -s KILL -- "-$1""#])
            .args(["ungated-guard".to_owned(), group.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map(Guard)
    }
}

/// Dismissed: what it watched over has ended in order.
impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{BufRead, BufReader},
        os::unix::process::ExitStatusExt,
    };

    /// What the kernel does when we die, in small: it closes the guard's input.
    #[test]
    fn the_whole_group_goes_when_the_pipe_closes() {
        let mut shell = Command::new("sh");
        // A grandchild holds the pipe to stdout open for as long as it lives.
        shell.args(["-c", "cat /dev/zero >/dev/null & echo on; wait"]);
        let (mut child, mut guard) =
            Guard::spawn(shell.stdout(Stdio::piped())).expect("a shell starts");
        let stdout = child.stdout.take().expect("piped");
        let mut lines = BufReader::new(stdout).lines();
        assert_eq!(lines.next().and_then(Result::ok).as_deref(), Some("on"));

        drop(guard.0.stdin.take());
        assert!(lines.next().is_none(), "the grandchild is gone too");
        assert_eq!(child.wait().expect("ended").signal(), Some(9));
    }
}
