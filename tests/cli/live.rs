//! The line of progress of `transfer` on a terminal of its own: drawn over itself, never wrapped, gone at the end.

use std::process::Stdio;

use crate::cloud::{EMPTY, SHOP, Started, small};
use crate::terminal::{Said, Terminal};

/// What a screen shows after all of this was written to it.
fn screen(written: &str) -> Vec<String> {
    let mut lines = vec![Vec::new()];
    let mut at = 0;
    for sign in written.chars() {
        match sign {
            '\r' => at = 0,
            '\n' => {
                lines.push(Vec::new());
                at = 0;
            }
            sign => {
                let line = lines.last_mut().unwrap();
                if at < line.len() {
                    line[at] = sign;
                } else {
                    line.push(sign);
                }
                at += 1;
            }
        }
    }
    let text = |line: Vec<char>| line.into_iter().collect::<String>().trim_end().to_owned();
    lines.into_iter().map(text).collect()
}

/// Runs the program on a terminal of so many columns; both of its outputs are the screen.
fn on_a_terminal(terminal: &Terminal, columns: usize, arguments: &[&str]) -> Said {
    let program = terminal.command();
    let quoted = |text: &std::ffi::OsStr| format!("'{}'", text.to_str().unwrap().replace('\'', "'\\''"));
    let mut line = format!("stty cols {columns} rows 30; exec {}", quoted(program.get_program()));
    for argument in program.get_args().chain(arguments.iter().map(|argument| (*argument).as_ref())) {
        line.push(' ');
        line.push_str(&quoted(argument));
    }
    let mut script = std::process::Command::new("script");
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    script.args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
    Said::of(script.output().unwrap())
}

#[test]
fn the_line_of_progress_stays_one_line_and_goes_away() {
    let cloud = Started::new(&small());
    let (from, to) = (cloud.url(SHOP), cloud.url(EMPTY));
    let transfer = ["transfer", "--from", from, "--to", to];
    for (language, columns, copying, expected) in
        [("en", 100, "Copying rows", "28,262"), ("fr", 50, "Copie des lignes", "28\u{202f}262")]
    {
        let terminal = Terminal::new().without_passphrase().with("TERM", "xterm");
        let said = on_a_terminal(&terminal, columns, &[&["--lang", language], &transfer[..]].concat());
        // 7: all of it arrived, and something was named that a person has to look at.
        assert!([0, 7].contains(&said.code), "{}", said.out);
        assert!(said.out.contains("[####"), "no bar was drawn: {}", said.out);
        let lines = screen(&said.out);
        // What was drawn over itself is gone; what finished stands, once and whole.
        assert!(!lines.iter().any(|line| line.contains("[#")), "{lines:#?}");
        let done = lines.iter().filter(|line| line.starts_with("stock.") || line.starts_with("public."));
        assert_eq!(done.count(), 10, "{lines:#?}");
        assert_eq!(lines.iter().filter(|line| *line == copying).count(), 1, "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains(expected)), "{lines:#?}");
        for frame in said.out.split(['\r', '\n']).filter(|frame| frame.contains("[#") || frame.contains("[-"))
        {
            assert!(frame.chars().count() < columns, "a line of {columns} columns wraps: {frame:?}");
        }
        tokio::runtime::Runtime::new().unwrap().block_on(crate::transfer::empty(to));
    }

    // Where no colours are wanted, nothing is drawn over either: lines.
    let plain = Terminal::new().without_passphrase().with("TERM", "xterm").with("NO_COLOR", "1");
    let said = on_a_terminal(&plain, 80, &transfer);
    assert!([0, 7].contains(&said.code), "{}", said.out);
    assert!(!said.out.replace("\r\n", "\n").contains('\r'), "{:?}", said.out);
    assert!(said.out.contains("Copying rows\r\n"), "{}", said.out);
    assert!(!said.out.contains("[#"), "{}", said.out);
}
