//! `cargo x bench`: says which benchmarks exist. It states no figure that it did not measure.

use std::process::ExitCode;

/// Ends with 2: what was asked for does not exist yet.
pub(crate) fn run(name: &str) -> ExitCode {
    eprintln!(
        "no benchmark yet for `{name}`; planned: `transfer`, which measures our copy against plain COPY"
    );
    ExitCode::from(2)
}
