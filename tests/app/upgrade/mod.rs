//! Upgrading a service by a transfer, at Elestio's imitation with real servers: while somebody writes all the while, whatever goes
//! wrong, every row that was answered for is on the side that counts.

mod crash;
mod journey;
pub(crate) mod rig;
mod stops;
