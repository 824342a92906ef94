//! What a server prints otherwise once it has read its own print again, made equal before definitions are compared.
//!
//! A definition that was carried is read by the target's parser, which keeps some expressions in another form than the one
//! that the first reading left. Both mean the same; `pg_dump` and a restore show the same differences.

use super::normalise::tokens;

/// A definition in the form that reading and printing leave as it is.
///
/// - `(a AND b) AND c` and `a AND b AND c`: nested lists of one kind become one list (also of `BETWEEN ... AND c`).
/// - `(ARRAY[a, b])::text[]` and `ARRAY[(a)::text, (b)::text]`: the cast goes to the elements (`IN` over `varchar`).
/// - `ON TRUE` and `ON (true)`.
/// - `f(1) x(a, b)` and `f(1) x(a, b, c)`: names of all columns that the rows of a table have when it is read.
/// - `UNION SELECT NULL::integer` and `UNION SELECT NULL::integer AS int4`: only the first query of several names its columns.
/// - `B'101'::bit varying` and `('101'::"bit")::bit varying`.
/// - `B'101'::"bit"` and `'101'::"bit"`; `XMLSERIALIZE(... AS text)` and `XMLSERIALIZE(... AS text NO INDENT)`: later majors.
pub(crate) fn stable(definition: &str) -> String {
    let concerned =
        ["ARRAY[", " AND ", " OR ", "ON TRUE", "ON (true)", "bit", " SELECT ", "XMLSERIALIZE", ") "]
            .iter()
            .any(|sign| definition.contains(sign));
    // A body in dollar quotes is a person's text.
    if !concerned || definition.contains("$function$") || definition.contains("$procedure$") {
        return definition.to_owned();
    }
    let mut words = tokens(definition);
    if pairs(&words).is_none() {
        return definition.to_owned();
    }
    nameless(&mut words);
    while cast_elements(&mut words) {}
    while flatten(&mut words) {}
    let listed = listed(&words);
    let mut out = String::with_capacity(definition.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let bits = word == "B" && next.starts_with('\'');
        let varying = [":", ":", "bit", "varying"];
        if at > 0 && words[at - 1] == "B" && word.starts_with('\'') && starts(&words[at + 1..], &varying) {
            out.push_str(&format!("( {word} : : \"bit\" ) "));
            continue;
        }
        let indent =
            (word == "NO" && next == "INDENT") || (word == "INDENT" && at > 0 && words[at - 1] == "NO");
        if bits || indent || listed.iter().any(|(from, to)| (*from..=*to).contains(&at)) {
            continue;
        }
        let truth = word == "TRUE" && at > 0 && words[at - 1] == "ON";
        out.push_str(if truth { "( true )" } else { word });
        out.push(' ');
    }
    out
}

fn starts(words: &[String], with: &[&str]) -> bool {
    words.len() >= with.len() && words.iter().zip(with).all(|(word, wanted)| word == wanted)
}

/// Takes the names from the columns of every query that is put together with one before it.
fn nameless(words: &mut Vec<String>) {
    let Some(close) = pairs(words) else { return };
    let mut gone = vec![false; words.len()];
    for at in 0..words.len() {
        let ahead = |word: &str| matches!(word, "UNION" | "EXCEPT" | "INTERSECT");
        let second = match at.checked_sub(1).map(|before| words[before].as_str()) {
            Some("ALL") => at > 1 && ahead(&words[at - 2]),
            Some(word) => ahead(word),
            None => false,
        };
        if words[at] != "SELECT" || !second {
            continue;
        }
        let mut next = at + 1;
        while next < words.len() {
            match words[next].as_str() {
                "(" | "[" => next = close[next],
                ")" | ";" | "FROM" | "WHERE" | "UNION" | "EXCEPT" | "INTERSECT" | "ORDER" | "LIMIT" => break,
                "AS" if next + 1 < words.len() => {
                    gone[next..next + 2].fill(true);
                    next += 1;
                }
                _ => {}
            }
            next += 1;
        }
    }
    let mut at = 0;
    words.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// Lists of nothing but names behind the name of what stands in brackets: from and to, both brackets included.
fn listed(words: &[String]) -> Vec<(usize, usize)> {
    let Some(close) = pairs(words) else { return Vec::new() };
    let name = |at: usize| {
        words.get(at).is_some_and(|w| w.starts_with(|c: char| c.is_alphabetic() || "_\"".contains(c)))
    };
    let list = |at: &usize| {
        let at = *at;
        let end = close[at];
        let names = || (at + 1..end).all(|k| if (k - at) % 2 == 1 { name(k) } else { words[k] == "," });
        words[at] == "("
            && at > 1
            && name(at - 1)
            && words[at - 2] == ")"
            && (end - at).is_multiple_of(2)
            && names()
    };
    (0..words.len()).filter(list).map(|at| (at, close[at])).collect()
}

/// For every opening bracket the place of its closing one; `None` where they do not match.
fn pairs(words: &[String]) -> Option<Vec<usize>> {
    let mut close = vec![0; words.len()];
    let mut open = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "(" | "[" => open.push(at),
            ")" | "]" => {
                let from = open.pop()?;
                if (words[from] == "(") != (word == ")") {
                    return None;
                }
                close[from] = at;
            }
            _ => {}
        }
    }
    open.is_empty().then_some(close)
}

/// Takes the brackets from one list of conditions that is an item of a list of the same kind.
fn flatten(words: &mut Vec<String>) -> bool {
    let Some(close) = pairs(words) else { return false };
    for at in 0..words.len() {
        if words[at] != "(" {
            continue;
        }
        let end = close[at];
        let Some(kind) = kind_of_list(words, &close, at, end) else { continue };
        let before = at.checked_sub(1).map(|before| words[before].as_str());
        let after = words.get(end + 1).map(String::as_str);
        let item = match (before, after) {
            (Some(before), Some(after)) if after == kind => before == "(" || before == kind,
            (Some(before), Some(")")) => before == kind,
            _ => false,
        };
        if item {
            words.remove(end);
            words.remove(at);
            return true;
        }
    }
    false
}

/// `AND` or `OR`, where that is all that stands between the parts of what is in brackets.
fn kind_of_list<'a>(words: &'a [String], close: &[usize], from: usize, to: usize) -> Option<&'a str> {
    let mut kind = None;
    let mut at = from + 1;
    while at < to {
        match words[at].as_str() {
            "(" | "[" => at = close[at],
            word @ ("AND" | "OR") => {
                if kind.is_some_and(|kind| kind != word) {
                    return None;
                }
                kind = Some(word);
            }
            "," | "SELECT" | "WITH" | "BETWEEN" | "ROWS" | "RANGE" | "GROUPS" | "CASE" => return None,
            _ => {}
        }
        at += 1;
    }
    kind
}

/// Gives the cast of one array to its elements.
fn cast_elements(words: &mut Vec<String>) -> bool {
    let Some(close) = pairs(words) else { return false };
    for at in 0..words.len() {
        let is_array = words[at] == "(" && words.get(at + 1).is_some_and(|w| w == "ARRAY");
        if !is_array || words.get(at + 2).is_none_or(|w| w != "[") || close[at + 2] + 1 != close[at] {
            continue;
        }
        let Some((kind, after)) = array_cast(words, close[at] + 1) else { continue };
        let mut out: Vec<String> = vec!["ARRAY".to_owned(), "[".to_owned()];
        let mut item = at + 3;
        while item < close[at + 2] {
            let mut end = item;
            while end < close[at + 2] && words[end] != "," {
                end = if matches!(words[end].as_str(), "(" | "[") { close[end] + 1 } else { end + 1 };
            }
            if out.len() > 2 {
                out.push(",".to_owned());
            }
            out.push("(".to_owned());
            out.extend_from_slice(&words[item..end]);
            out.extend([")", ":", ":"].map(str::to_owned));
            out.extend_from_slice(&kind);
            item = end + 1;
        }
        out.push("]".to_owned());
        words.splice(at..after, out);
        return true;
    }
    false
}

/// The type of the elements in a cast to an array that begins at a place, and the place behind the cast.
fn array_cast(words: &[String], at: usize) -> Option<(Vec<String>, usize)> {
    if words.get(at)? != ":" || words.get(at + 1)? != ":" {
        return None;
    }
    let rest = words.get(at + 2..)?;
    let end = rest.iter().take(12).position(|word| word == "[")?;
    let named = |word: &String| word.starts_with(|c: char| c.is_alphanumeric() || "_\".(),".contains(c));
    let whole = rest.get(end + 1).is_some_and(|word| word == "]") && rest[..end].iter().all(named);
    whole.then(|| (rest[..end].to_vec(), at + 2 + end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(first: &str, again: &str) -> bool {
        stable(first) == stable(again)
    }

    #[test]
    fn what_is_printed_otherwise_after_reading_is_equal() {
        let first =
            "CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b,'::character varying])::text[])))";
        let again = "CHECK (((kind)::text = ANY (ARRAY[('a'::character varying)::text, ('b,'::character varying)::text])))";
        assert!(same(first, again));
        assert!(same(
            "WHERE (((a >= f(1, 2)) AND (a <= 2)) AND (b))",
            "WHERE ((a >= f(1, 2)) AND (a <= 2) AND (b))"
        ));
        assert!(same("((a OR b) OR (c OR d))", "(a OR b OR c OR d)"));
        assert!(same("LEFT JOIN t ON TRUE", "LEFT JOIN t ON (true)"));
        assert!(same("DEFAULT B'101'::\"bit\"", "DEFAULT '101'::\"bit\""));
        assert!(same("DEFAULT B'1'::bit varying", "DEFAULT ('1'::\"bit\")::bit varying"));
        assert!(same(
            "SELECT 1 AS a, f(2) AS b UNION ALL SELECT 2 AS a, NULL::integer FROM t",
            "SELECT 1 AS a, f(2) AS b UNION ALL SELECT 2 AS a, NULL::integer AS int4 FROM t"
        ));
        assert!(same(
            "SELECT 1 FROM f(1) x(a, \"b c\") WHERE x.a",
            "SELECT 1 FROM f(1) x(a, \"b c\", d) WHERE x.a"
        ));
        assert!(same("XMLSERIALIZE(CONTENT x AS text)", "XMLSERIALIZE(CONTENT x AS text NO INDENT)"));
        let typed = "(ARRAY[x, (y)::\"Ti me\"(3)])::\"S\".\"T t\"[]) AND b";
        assert!(stable(&format!("({typed}")).contains("( x ) : : \"S\" . \"T t\""));
    }

    #[test]
    fn what_means_something_else_stays_different() {
        assert!(!same("SELECT 1 FROM f(1) x(a, b) WHERE x.a", "SELECT 1 FROM f(1) y(a, b) WHERE y.a"));
        assert!(!same("SELECT 1 AS a UNION SELECT 2", "SELECT 1 AS b UNION SELECT 2"));
        assert!(!same("SELECT 1 UNION SELECT 2 AS b", "SELECT 1 UNION SELECT 3 AS b"));
        assert!(!same("SELECT 1 UNION SELECT 2 FROM a AS b", "SELECT 1 UNION SELECT 2 FROM a AS c"));
        assert!(!same("SELECT 1 FROM f(1) x(a integer)", "SELECT 1 FROM f(1) x(a text)"));
        assert!(!same("((a AND b) OR c)", "(a AND (b OR c))"));
        assert!(!same("(NOT (a AND b) AND c)", "(NOT a AND b AND c)"));
        assert!(!same("(f(a AND b) AND c)", "(f a AND b AND c)"));
        assert!(!same("(ARRAY['a'])::text[]", "(ARRAY['a'])::name[]"));
        assert!(!same("(ARRAY['a', 'b'])::text[]", "(ARRAY['a', 'c'])::text[]"));
        assert!(!same("(a = ' AND (')", "(a = ' AND ((')"));
    }
}
