//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod large_objects;
mod moment;
mod rights;
mod samples;
mod torture;
mod wild;
