//! PostgreSQL engine against real servers: schema, rows, accounting, refusals, prints.

mod samples;
mod torture;
