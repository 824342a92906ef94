//! The practice cloud: real database servers behind the providers' APIs. Scenarios and faults are data.
//!
//! It knows engines and the transfer scheduler, never the application or its vault, and listens on loopback only.

mod alwaysdata;
mod clever_cloud;
mod cloud;
mod core;
mod door;
mod elestio;
mod faults;
mod imitation;
mod log;
mod migration;
mod mover;
pub mod scenario;
pub mod seed;
pub mod servers;
mod world;

pub use cloud::{
    Cloud, Oauth, Options, PracticeDatabase, Ready, ReadyDatabase, ReadyOauth, ReadyProvider, interrupted,
};
pub use log::LogEntry;
pub use mover::{EngineMover, Mover};
