//! With a keyring no passphrase is needed: the token is in the system's keyring, read back by another program.
//! The session bus and the keyring are the test's own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::cloud::{Started, small};
use crate::terminal::Terminal;

/// A session bus with a Secret Service. Ends with the test.
struct Session {
    terminal: Terminal,
    children: Vec<Child>,
}

impl Session {
    fn start() -> Self {
        let terminal = Terminal::new().without_passphrase();
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut bus = bus.spawn().unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let mut session =
            Self { terminal: terminal.with("DBUS_SESSION_BUS_ADDRESS", address.trim()), children: vec![bus] };
        let mut keyring = session.command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped());
        let mut keyring = keyring.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        keyring.stdin.take().unwrap().write_all(b"practice\n").unwrap();
        session.children.push(keyring);
        for _ in 0..100 {
            let state = session.terminal.json(&["vault", "state"]);
            if state["keyring"] == "working" {
                return session;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the Secret Service does not answer");
    }

    /// A program in this session.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for (name, value) in
            self.terminal.command().get_envs().filter_map(|(name, value)| Some((name, value?)))
        {
            command.env(name, value);
        }
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, self.terminal.home());
        }
        command
    }

    /// Everything of ours that another program finds in the keyring.
    fn kept(&self) -> String {
        let mut command = self.command("secret-tool");
        let output =
            command.args(["search", "--all", "--unlock", "service", "app.changeover.dev"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[test]
fn the_token_is_in_the_keyring_and_leaves_it_with_the_account() {
    let cloud = Started::new(&small());
    let session = Session::start();
    let terminal = &session.terminal;
    assert_eq!(terminal.json(&["vault", "state"])["used"], "keyring");
    cloud.sign_in(terminal);
    assert!(session.kept().contains(cloud.token()), "another program does not find the token");
    assert!(!terminal.state().join("secrets.age").exists());
    let list = terminal.json(&["databases", "list"]);
    assert_eq!(list[0]["databases"].as_array().unwrap().len(), 4);
    assert_eq!(terminal.run(&["accounts", "remove", "Practice"]).code, 0);
    assert!(!session.kept().contains(cloud.token()), "the keyring still holds it");
}
