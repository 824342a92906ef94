//! The names that the list of commands uses, gathered so that each macro over the list finds them. Nothing else here.

pub(crate) use domain::certificate::RememberedCertificate;
pub(crate) use domain::copy::{CopyCheck, CopyView};
pub(crate) use domain::finding::Findings;
pub(crate) use domain::provider::Descriptor;
pub(crate) use domain::run::{Gate, RunHeader, RunView};
pub(crate) use domain::test_copy::{SqlChecks, Statements, TestCopies, TestCopyView};
pub(crate) use domain::verification::Verification;

pub(crate) use crate::requests::*;
