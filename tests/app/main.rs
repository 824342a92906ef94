//! The application whole, behind its use cases and behind its door: over a scripted world, over the practice cloud with
//! its real servers, and over a cloud that gives away secrets. Nothing of a window here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod bring_in;
mod canaries;
mod copies;
mod copy_stops;
mod demanding;
mod elestio;
#[path = "../desktop/evidence.rs"]
mod evidence;
mod guided;
mod interruptions;
mod main_job;
mod practice_clouds;
mod practice_rig;
mod scripted;
mod support;
mod test_copies;
mod trouble;
mod upgrade;
