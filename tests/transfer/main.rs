//! The copy scheduler against real servers: faults, retries, refusals, progress.
