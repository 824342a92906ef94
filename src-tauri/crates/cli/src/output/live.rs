//! One line at the bottom of a terminal that is drawn over itself; finished lines go above it. Needs no more of a terminal
//! than going back to the start of the line.

use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Columns where the terminal does not tell.
const USUAL: usize = 80;

/// The line and what of it is on the screen.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// The text, and the columns that it takes now.
    shown: Mutex<(String, usize)>,
}

impl Live {
    /// Columns that a line may take. The last one stays free: some terminals wrap when it is written.
    pub(super) fn width() -> usize {
        let size = terminal_size::terminal_size_of(std::io::stderr());
        size.map_or(USUAL, |(width, _)| usize::from(width.0)).saturating_sub(1)
    }

    /// Draws the line anew.
    pub(super) fn draw(&self, text: &str) {
        let mut shown = self.lock();
        text.clone_into(&mut shown.0);
        redraw(&mut shown, None);
    }

    /// Writes a line above.
    pub(super) fn above(&self, text: &str) {
        redraw(&mut self.lock(), Some(text));
    }

    /// Takes the line away.
    pub(super) fn over(&self) {
        self.draw("");
    }

    fn lock(&self) -> MutexGuard<'_, (String, usize)> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes it at once, so that nothing is seen half drawn. What was longer is covered with blanks.
fn redraw(shown: &mut (String, usize), above: Option<&str>) {
    let columns = Live::width();
    let text = cut(&shown.0, columns);
    let (before, now) = (shown.1.min(columns), width(&text));
    shown.1 = now;
    let blank = |columns: usize| " ".repeat(columns);
    let frame = match above {
        Some(line) => format!("\r{}\r{line}\n{text}", blank(before)),
        None if before == 0 && now == 0 => return,
        None => format!("\r{text}{}\r{text}", blank(before.saturating_sub(now))),
    };
    let mut screen = std::io::stderr().lock();
    let _ = screen.write_all(frame.as_bytes());
    let _ = screen.flush();
}

/// As much of a text as fits, with a mark where it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for sign in text.chars() {
        used += columns_of(sign);
        if used >= columns {
            break;
        }
        kept.push(sign);
    }
    if columns > 0 {
        kept.push('\u{2026}');
    }
    kept
}

/// Columns that a text takes at most.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Two for the wide signs of East Asia and pictures, else one: never too few.
fn columns_of(sign: char) -> usize {
    let wide = matches!(u32::from(sign),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x1faff | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_with_a_mark() {
        assert_eq!(cut("orders", 6), "orders");
        assert_eq!(cut("orders", 5), "orde\u{2026}");
        assert_eq!(cut("注文注文", 5), "注文\u{2026}");
        assert_eq!((cut("orders", 1).as_str(), cut("orders", 0).as_str()), ("\u{2026}", ""));
        for columns in 0..12 {
            assert!(width(&cut("注a文b注c文", columns)) <= columns);
        }
    }
}
