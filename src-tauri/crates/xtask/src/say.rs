//! What the tasks print: plain lines for people, one per thing done.

/// Announces what is about to be done.
pub(crate) fn doing(what: &str) {
    println!("-> {what}");
}

/// States what was found or done, below the last announcement.
pub(crate) fn note(what: &str) {
    println!("   {what}");
}

/// A length of time in words: `0.8 s`, `12 s`, `3 min 05 s`.
pub(crate) fn lasting(time: std::time::Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..=9 => format!("{:.1} s", time.as_secs_f64()),
        10..=119 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
