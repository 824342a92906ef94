//! What a major prints differently for the same thing, and nothing else: each rule with its reason. Everything that no rule
//! names must be equal to the letter, and in the same order.

use support::dump::Entry;

/// The two majors of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Majors {
    pub(super) from: u16,
    pub(super) to: u16,
}

impl Majors {
    /// Whether something came with a major that only the target has.
    fn crossed(self, since: u16) -> bool {
        self.from < since && self.to >= since
    }
}

/// The entries of the source as the target's major would print them, where that differs by the rules.
pub(super) fn as_later(entries: Vec<Entry>, majors: Majors) -> Vec<Entry> {
    let mut out: Vec<Entry> =
        entries.into_iter().filter(|entry| !is_owner_of_public(entry, majors)).collect();
    for entry in &mut out {
        version(entry);
        if majors.crossed(12) {
            // Servers before 12 print the older word in the definition of a trigger; both mean the same.
            if entry.heading.contains("; Type: TRIGGER;") {
                entry.text = entry.text.replacen(" EXECUTE PROCEDURE ", " EXECUTE FUNCTION ", 1);
            }
        }
        if majors.crossed(13) && entry.heading.contains("; Type: TEXT SEARCH DICTIONARY;") {
            // Servers before 13 keep a number among the options as a text, which later ones would not take for one.
            entry.text = entry.text.replace("casesensitive = '1'", "casesensitive = 1");
        }
        if majors.crossed(15) && entry.heading.starts_with("Name: SCHEMA public; Type: ") {
            // From 15 on a new `public` schema belongs to a role that stands for the owner of the database.
            entry.heading = after_owner(&entry.heading, "pg_database_owner");
        }
        default_place(entry, majors);
        if majors.crossed(17) {
            keeps_maintain(entry);
        }
    }
    out
}

/// The entries of the target without what its major says in addition.
pub(super) fn as_earlier(entries: Vec<Entry>, majors: Majors) -> Vec<Entry> {
    let mut out = entries;
    for entry in &mut out {
        version(entry);
        default_place(entry, majors);
        if majors.crossed(12) {
            // Before 12 there is one way to keep tables, and no setting that says so.
            let setting = "SET default_table_access_method = heap;";
            entry.text = entry.text.replace(setting, "").trim_end().to_owned();
        }
        if majors.crossed(14) && entry.heading.contains("; Type: TYPE;") && entry.text.contains(" AS RANGE (")
        {
            // Before 14 a range has no multirange; the one that it gets there has the usual name.
            let line = |line: &&str| !line.trim_start().starts_with("multirange_type_name = ");
            entry.text = entry.text.lines().filter(line).collect::<Vec<_>>().join("\n");
        }
    }
    out
}

/// Whether two entries say the same.
pub(super) fn same(ours: &Entry, theirs: &Entry, majors: Majors) -> bool {
    if ours.heading != theirs.heading {
        return false;
    }
    let kinds = ["; Type: VIEW;", "; Type: MATERIALIZED VIEW;", " _RETURN; Type: RULE;"];
    let is_view = kinds.iter().any(|kind| ours.heading.contains(kind));
    ours.text == theirs.text
        || (is_view && majors.crossed(16) && same_but_for_one_qualifier(&ours.text, &theirs.text))
}

/// The first lines name the version of the server.
fn version(entry: &mut Entry) {
    if entry.heading == "preamble" {
        let line = |line: &&str| !line.starts_with("-- Dumped from database version");
        entry.text = entry.text.lines().filter(line).collect::<Vec<_>>().join("\n");
    }
}

/// `pg_dump` says once where tables go and how they are kept, before the first entry that could be one: after the one of
/// `public`, which is left out. See below.
fn default_place(entry: &mut Entry, majors: Majors) {
    if majors.crossed(15) {
        for setting in ["SET default_tablespace = '';", "SET default_table_access_method = heap;"] {
            entry.text = entry.text.replace(setting, "").trim_end().to_owned();
        }
    }
}

/// Before 15 `public` belongs to whoever made the cluster, and `pg_dump` says so; from 15 on that is not as usual. See above.
fn is_owner_of_public(entry: &Entry, majors: Majors) -> bool {
    majors.crossed(15)
        && entry.heading.starts_with("Name: public; Type: SCHEMA;")
        && entry.text.starts_with("-- *not* creating schema")
}

fn after_owner(heading: &str, owner: &str) -> String {
    let start = heading.rsplit_once("; Owner: ").map_or(heading, |(start, _)| start);
    format!("{start}; Owner: {owner}")
}

/// From 17 on there is a right more. An owner who gave up all of the older rights of his table still has that one.
fn keeps_maintain(entry: &mut Entry) {
    let older = "REVOKE SELECT,INSERT,REFERENCES,DELETE,TRIGGER,TRUNCATE,UPDATE ON TABLE ";
    if let Some(rest) = entry.text.strip_prefix(older).filter(|rest| !rest.contains('\n'))
        && let Some((table, owner)) = rest.trim_end_matches(';').split_once(" FROM ")
    {
        entry.text =
            format!("REVOKE ALL ON TABLE {table} FROM {owner};\nGRANT MAINTAIN ON TABLE {table} TO {owner};");
    }
}

/// Servers before 16 write the name of the relation before each column on the outermost level of a query, also where there is
/// only one; later ones leave it out. So the older text may have one qualifier more, always the same.
fn same_but_for_one_qualifier(older: &str, later: &str) -> bool {
    let (ours, theirs) = (words(older), words(later));
    let (mut mine, mut other) = (0, 0);
    let mut qualifier: Option<&str> = None;
    while mine < ours.len() && other < theirs.len() {
        if ours[mine] == theirs[other]
            && ours.get(mine + 1).is_some_and(|w| w == ".") == theirs.get(other + 1).is_some_and(|w| w == ".")
        {
            (mine, other) = (mine + 1, other + 1);
        } else if ours.get(mine + 1).is_some_and(|word| word == ".")
            && ours.get(mine + 2) == theirs.get(other)
            && *qualifier.get_or_insert(&ours[mine]) == ours[mine]
        {
            mine += 2;
        } else {
            return false;
        }
    }
    mine == ours.len() && other == theirs.len()
}

/// Names, quoted or not, strings, and single signs; what is between them does not count.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let mut word = c.to_string();
        if c == '"' || c == '\'' {
            for next in chars.by_ref() {
                word.push(next);
                if next == c {
                    break;
                }
            }
        } else if c.is_alphanumeric() || c == '_' {
            while let Some(next) = chars.next_if(|next| next.is_alphanumeric() || *next == '_') {
                word.push(next);
            }
        }
        if !c.is_whitespace() {
            out.push(word);
        }
    }
    out
}

#[test]
fn one_qualifier_may_be_left_out_and_nothing_else() {
    let same = same_but_for_one_qualifier;
    assert!(same(
        "SELECT t.a,\n t.\"b c\" FROM s.t WHERE (t.a > 1)",
        "SELECT a, \"b c\" FROM s.t WHERE (a > 1)"
    ));
    assert!(!same("SELECT t.a FROM s.t", "SELECT b FROM s.t"));
    assert!(!same("SELECT t.a, u.b FROM s.t, s.u", "SELECT a, b FROM s.t, s.u"));
    assert!(!same("SELECT t.a FROM s.t", "SELECT a FROM t"));
    assert!(!same("SELECT a FROM s.t", "SELECT t.a FROM s.t"));
    assert!(!same("SELECT t.a FROM s.t LIMIT 1", "SELECT a FROM s.t"));
}
