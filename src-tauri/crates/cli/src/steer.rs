//! Steering a transfer while it runs, by lines on the standard input: `jobs 2`, `rate 20MB`, `rate off`, `pause`, `go`,
//! `stop`. The same on every system, for people and for scripts.

use std::io::BufRead as _;
use std::time::Duration;

use app::Controls;

use crate::output::Out;

/// Listens until the standard input ends. A line that is not understood changes nothing and is answered with what is.
pub(crate) fn listen(controls: Controls, out: &Out) {
    let (understood, not) =
        (out.words().text("cli-steer-done", &[]), out.words().text("cli-steer-orders", &[]));
    let remarks = out.remarks();
    // Not a task: reading the terminal cannot be stopped, and must not hold up the end of the program.
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            let said = if order(&line, &controls) { &understood } else { &not };
            if remarks {
                eprintln!("{said}");
            }
        }
    });
}

/// Obeys an order; `false` when it is none.
fn order(line: &str, controls: &Controls) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["jobs", number] => match number.parse() {
            Ok(jobs @ 1..=64) => controls.set_jobs(jobs),
            _ => return false,
        },
        ["rate", "off"] => controls.set_rate(0),
        ["rate", text] => match bytes(text) {
            Ok(rate) => controls.set_rate(rate),
            Err(_) => return false,
        },
        ["pause"] => controls.set_paused(true),
        ["go"] => controls.set_paused(false),
        ["stop"] => controls.stop(),
        _ => return false,
    }
    true
}

/// Bytes from `500kB`, `20MB`, `1.5GB`, `64MiB` or a bare number of bytes; at least 1,000.
pub(crate) fn bytes(text: &str) -> Result<u64, &'static str> {
    let at = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let factor: f64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err("no unit of bytes"),
    };
    let bytes = number.parse::<f64>().map_err(|_| "no number")? * factor;
    if !(1e3..1e15).contains(&bytes) {
        return Err("too small or too large");
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in between")]
    let whole = bytes as u64;
    Ok(whole)
}

/// A time from `90s`, `20m` or `2h`; at least ten seconds, at most a day.
pub(crate) fn span(text: &str) -> Result<Duration, &'static str> {
    let at = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return Err("no unit of time: s, m or h"),
    };
    let seconds = number.parse::<u32>().map_err(|_| "no number")?;
    match u64::from(seconds) * factor {
        all @ 10..=86_400 => Ok(Duration::from_secs(all)),
        _ => Err("not between ten seconds and a day"),
    }
}

/// Smaller parts of a table would cost more than the rows in them.
const SMALLEST: u64 = 64 * 1024;

/// The size of a part of a table, as [`bytes`].
pub(crate) fn part(text: &str) -> Result<u64, &'static str> {
    bytes(text).and_then(|size| if size < SMALLEST { Err("less than 64 KiB") } else { Ok(size) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_with_their_units() {
        let found: Vec<_> =
            ["20MB", "500kb", "1.5GB", "64MiB", "4096"].iter().map(|text| bytes(text)).collect();
        assert_eq!(found, [Ok(20_000_000), Ok(500_000), Ok(1_500_000_000), Ok(67_108_864), Ok(4096)]);
        for wrong in ["", "MB", "-1MB", "12 apples", "1e9", "999", "1..2MB"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_has_a_unit_and_is_no_longer_than_a_day() {
        assert_eq!(span("90s"), Ok(Duration::from_secs(90)));
        assert_eq!((span("20m"), span("2h")), (Ok(Duration::from_mins(20)), Ok(Duration::from_hours(2))));
        for wrong in ["", "20", "5s", "25h", "m", "-1m", "1.5h", "99999999999s"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_part_without_its_unit_is_no_part() {
        assert!(part("64").is_err() && part("2048").is_err());
        assert_eq!(part("64KiB"), Ok(65_536));
    }

    #[test]
    fn what_is_no_order_is_not_obeyed() {
        let controls = Controls::default();
        for good in ["jobs 2", " rate 20MB ", "rate off", "pause", "go", "stop"] {
            assert!(order(good, &controls), "{good}");
        }
        for wrong in ["", "jobs", "jobs 0", "jobs 65", "rate", "rate fast", "halt", "pause now"] {
            assert!(!order(wrong, &controls), "{wrong}");
        }
    }
}
