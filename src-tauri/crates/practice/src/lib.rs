//! The practice cloud: real database servers behind the providers' APIs. Scenarios and faults are data.
//!
//! It knows engines and the transfer scheduler, never the application or its vault, and listens on loopback only.

pub mod seed;
pub mod servers;
