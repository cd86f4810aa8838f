//! Starts and stops a real workerd that serves the built product.
//!
//! `cargo xtask dev`, the Rust tests and the browser tests all stand on this one way of
//! running it, so that what is tested is what a developer sees.
//!
//! ```no_run
//! let workerd = ungated_harness::Workerd::start("data".as_ref());
//! let health = workerd.get("/healthz");
//! assert_eq!(health.status, 200);
//! ```

mod date;
mod guard;
mod http;
mod output;
pub mod place;
mod start;
mod workerd;

pub use date::date;
pub use guard::Guard;
pub use http::{Answer, Http, Watch};
pub use start::{Start, TEST_TOKEN, bare, bare_on, check_port};
pub use workerd::Workerd;
