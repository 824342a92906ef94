//! What every host (window, command line, bridge) does at its start: where its state lives, which channel it belongs to,
//! how it signs in by the browser, where it logs, what completes an address, how it runs the practice cloud, how it starts
//! guards of freezes.
//!
//! No command, no window, no HTTP, no rule of the business. Hosts alone use it.

mod channel;
mod configuration;
mod consumers;
mod folders;
mod guard;
mod log_file;
mod practice_cloud;
mod surroundings;

pub use channel::Channel;
pub use configuration::{Setup, configure, preferred_language};
pub use folders::data_folder;
pub use guard::{Guards, guard};
pub use log_file::log_into;
/// Returns when the person or the system asks the process to end.
pub use practice::interrupted;
pub use practice_cloud::PracticeCloud;
pub use surroundings::ThisMachine;
