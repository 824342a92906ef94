//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod rights;
mod samples;
mod torture;
