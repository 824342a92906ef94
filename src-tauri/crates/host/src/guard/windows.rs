//! What guards need of Windows: no console, no group and no job of ours. Handles are not passed on there unless asked for.

use std::os::windows::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

const DETACHED_PROCESS: u32 = 0x0000_0008;
const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
const CREATE_BREAKAWAY_FROM_JOB: u32 = 0x0100_0000;

/// The program that runs. Its file cannot be replaced meanwhile.
pub(super) fn own_program() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// Out of the console and the group, and out of the job where `alone`: a job may refuse to let go.
pub(super) fn apart(command: &mut Command, alone: bool) {
    let job = if alone { CREATE_BREAKAWAY_FROM_JOB } else { 0 };
    command.creation_flags(DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP | job);
}

/// Done by those who started it.
pub(super) fn leave() {}

/// Nobody speaks to a process without a console.
pub(super) fn deaf() {}
