//! Placeholder for the room; see docs/ARCHITECTURE.md.
