//! The door of the practice cloud: requests taken apart, answers before they are sent, and the server that takes and spoils them.
//! Knows HTTP and no provider: what is answered is asked of the imitation.

mod call;
mod server;

pub(crate) use call::{Answer, Call, pairs};
pub(crate) use server::serve;
