//! Signals: what a page notices, and how they fold into a page view.

pub mod act;
pub mod counts;
pub mod engaged;
pub mod hand_raise;
pub mod heard;
pub mod link;
pub mod recorder;
