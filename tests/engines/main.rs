//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod direct;
mod dumps;
mod faults;
mod large_objects;
mod moment;
mod older;
mod prints;
mod relay;
mod rights;
mod samples;
mod verification;
mod wild;
