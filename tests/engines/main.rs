//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod faults;
mod large_objects;
mod moment;
mod older;
mod relay;
mod rights;
mod samples;
mod torture;
mod wild;
