//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod accounting;
mod certificates;
mod client_certificates;
mod direct;
mod dumps;
mod faults;
mod forms;
mod freeze;
mod huge;
mod large_objects;
mod locks;
mod mended;
mod moment;
mod older;
mod planner;
mod prints;
mod questions;
mod refused;
mod relay;
mod resume;
mod rights;
mod samples;
mod verification;
mod wild;
