//! The kinds that few databases have and none may lose: operators, casts, collations, text search, languages.

use std::collections::HashSet;

use domain::engine::Reason;
use domain::finding::Level;

use super::fields::bare;
use super::{Drawing, Node, Rights, Site};
use crate::postgres::catalog::{Catalog, Other};
use crate::postgres::class::{self, Key};
use crate::postgres::quote::{ident, literal, plain, qualified, shown};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for other in &catalog.others {
        let key = (other.class, other.oid);
        if other.flag("added_to") {
            added(other, site, drawing);
            continue;
        }
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        // The cast of a range to its multirange comes with the range.
        let made_with = catalog.depends_of(key).iter().find(|d| other.class == class::CAST && d.kind == 'i');
        if let Some(d) = made_with {
            drawing.part_of(key, (d.ref_class, d.ref_oid));
            continue;
        }
        if other.class == class::OPERATOR && is_left_out(catalog, other, site, drawing) {
            continue;
        }
        let Some((word, label, rank, statements)) = drawn(other, catalog.facts.major) else { continue };
        let name = seen(other);
        // These take a server's owner: said before anything is written.
        let needs_superuser =
            matches!(other.class, class::ACCESS_METHOD | class::TS_PARSER | class::TS_TEMPLATE)
                || matches!(other.class, class::OPCLASS | class::OPFAMILY | class::LANGUAGE)
                || (other.class == class::CAST && other.text("method") == Some("b"));
        if needs_superuser && site.roles.is_some() && !site.superuser {
            drawing.note(word, &name, Reason::RightMissing, Level::Blocker, &[]);
        }
        let mut node = Node::new(key, word, name).rank(rank);
        node.statements = statements;
        node.print = members(other, &label);
        node.needs.extend(alike(catalog, other));
        drawing.add(node, label.clone());
        drawing.right(Rights::of(other, label));
    }
    for d in catalog.depends.iter().filter(|d| matches!(d.class, class::AMOP | class::AMPROC)) {
        let whole: Key = (d.ref_class, d.ref_oid);
        let better = d.ref_class == class::OPCLASS;
        if better || (d.ref_class == class::OPFAMILY && !drawing.alias.contains_key(&(d.class, d.oid))) {
            drawing.part_of((d.class, d.oid), whole);
        }
    }
}

/// Casts that say that one type is as good as another: what the function of a cast takes and gives may lean on them.
fn alike(catalog: &Catalog, other: &Other) -> Vec<Key> {
    if other.class != class::CAST || other.text("method") != Some("f") {
        return Vec::new();
    }
    let of = |cast: &Other| -> HashSet<i64> {
        let needed = catalog.depends_of((cast.class, cast.oid)).iter();
        needed.filter(|d| d.ref_class == class::TYPE).map(|d| d.ref_oid).collect()
    };
    let own = of(other);
    let binary =
        catalog.others.iter().filter(|cast| cast.class == class::CAST && cast.text("method") == Some("b"));
    binary.filter(|cast| !own.is_disjoint(&of(cast))).map(|cast| (cast.class, cast.oid)).collect()
}

/// An operator that was promised by another one and never made, once that other one is gone; and one behind its only operand,
/// which later majors cannot have.
fn is_left_out(catalog: &Catalog, other: &Other, site: &Site, drawing: &mut Drawing) -> bool {
    let key = (other.class, other.oid);
    if !other.flag("defined") {
        let own = format!("{}.{}", ident(other.schema.as_deref().unwrap_or_default()), other.name);
        let promises = |by: &&Other| {
            let named = |part| by.text(part) == Some(own.as_str());
            by.class == class::OPERATOR && by.oid != other.oid && (named("commutator") || named("negator"))
        };
        let promised = catalog.others.iter().any(|by| promises(&by));
        if !promised {
            drawing.leave(key, "operator", &seen(other), Reason::BrokenOnSource, Level::Info);
        }
        return !promised;
    }
    let gone = site.major >= 14 && other.text("right").is_none();
    if gone {
        drawing.leave(key, "operator", &seen(other), Reason::GoneInVersion, Level::Blocker);
    }
    gone
}

/// What a person added to a family of operators that comes with the server or an extension.
fn added(other: &Other, site: &Site, drawing: &mut Drawing) {
    let loose = [other.list("loose_operators"), other.list("loose_functions")].concat();
    if loose.is_empty() {
        return;
    }
    let key = (ADDED, other.oid);
    let seen = seen(other);
    if site.roles.is_some() && !site.superuser {
        drawing.note("operator_family", &seen, Reason::RightMissing, Level::Blocker, &[]);
    }
    for member in other.list("added") {
        if let Some((class, oid)) = member.split_once('/')
            && let (Ok(class), Ok(oid)) = (class.parse(), oid.parse())
            // Members of classes are the classes'.
            && !drawing.alias.contains_key(&(class, oid))
        {
            drawing.part_of((class, oid), key);
        }
    }
    let family = qualified(other.schema.as_deref().unwrap_or_default(), &other.name);
    let method = ident(other.text("method").unwrap_or_default());
    let add = format!("ALTER OPERATOR FAMILY {family} USING {method} ADD {}", loose.join(", "));
    let mut node = Node::new(key, "operator_family", seen).rank(25).says(add);
    if other.oid >= 16384 {
        node = node.needs((class::OPFAMILY, other.oid));
    }
    drawing.add(node, None);
}

/// Additions to families of others: a class of our own.
const ADDED: i64 = -16;

/// From 14 on a server binds some members to the family that were bound to the class before. All of them are the family's; of a
/// family that comes with the server they are not compared.
fn members(other: &Other, label: &str) -> Option<String> {
    let text = |part: &str| other.text(part).unwrap_or_default();
    match other.class {
        class::OPFAMILY => Some(format!("{label} {}", other.list("members").join(", "))),
        // From 16 on a server writes the name of a locale in the form that it prefers, keywords included.
        class::COLLATION if other.text("provider") == Some("i") => {
            let locale = other.text("icu").or_else(|| other.text("collate")).unwrap_or_default();
            let place = locale.split('@').next().unwrap_or_default().replace('_', "-");
            let place = place.split("-u-").next().filter(|place| !place.is_empty()).unwrap_or("und");
            let same = other.parts.get("deterministic").and_then(serde_json::Value::as_bool) != Some(false);
            Some(format!("{label} icu {} {same} {}", place.to_lowercase(), text("rules")))
        }
        class::OPCLASS => Some(format!(
            "{label} {} {} {} {} {}",
            other.flag("default"),
            text("type"),
            text("storage"),
            text("family_schema"),
            text("family")
        )),
        _ => None,
    }
}

/// As people read it.
fn seen(other: &Other) -> String {
    match &other.schema {
        Some(schema) if other.class == class::OPERATOR => {
            let sides = [other.text("left"), other.text("right")].map(|side| side.unwrap_or("NONE"));
            format!("{}.{} ({}, {})", plain(schema), other.name, sides[0], sides[1])
        }
        Some(schema) => shown(schema, &other.name),
        None => other.name.clone(),
    }
}

type Drawn = (&'static str, String, u16, Vec<String>);

fn drawn(other: &Other, major: u32) -> Option<Drawn> {
    let sql = qualified(other.schema.as_deref().unwrap_or_default(), &other.name);
    let text = |part: &str| other.text(part).unwrap_or_default();
    Some(match other.class {
        class::COLLATION => ("collation", format!("COLLATION {sql}"), 5, vec![collation(other, &sql)]),
        class::OPERATOR => return operator(other),
        class::OPFAMILY => {
            let label = format!("OPERATOR FAMILY {sql} USING {}", ident(text("method")));
            let mut statements = vec![format!("CREATE {label}")];
            let loose = [other.list("loose_operators"), other.list("loose_functions")].concat();
            if !loose.is_empty() {
                statements.push(format!("ALTER {label} ADD {}", loose.join(", ")));
            }
            ("operator_family", label, 23, statements)
        }
        class::OPCLASS => {
            let label = format!("OPERATOR CLASS {sql} USING {}", ident(text("method")));
            let default = if other.flag("default") { " DEFAULT" } else { "" };
            let family = qualified(text("family_schema"), text("family"));
            let mut items = [other.list("operators"), other.list("functions")].concat();
            if let Some(storage) = other.text("storage") {
                items.push(format!("STORAGE {storage}"));
            }
            if items.is_empty() {
                items.push(format!("STORAGE {}", text("type")));
            }
            let create = format!(
                "CREATE OPERATOR CLASS {sql}{default} FOR TYPE {} USING {} FAMILY {family} AS {}",
                text("type"),
                ident(text("method")),
                items.join(", ")
            );
            ("operator_class", label, 24, vec![create])
        }
        class::CAST => ("cast", format!("CAST {}", other.name), 25, vec![cast(other)]),
        class::CONVERSION => {
            let default = if other.flag("default") { " DEFAULT" } else { "" };
            let create = format!(
                "CREATE{default} CONVERSION {sql} FOR {} TO {} FROM {}",
                literal(text("from")),
                literal(text("to")),
                text("function")
            );
            ("conversion", format!("CONVERSION {sql}"), 26, vec![create])
        }
        class::LANGUAGE => {
            let trusted = if other.flag("trusted") { " TRUSTED" } else { "" };
            let mut create =
                format!("CREATE{trusted} LANGUAGE {} HANDLER {}", ident(&other.name), text("handler"));
            for (word, part) in [("INLINE", "inline"), ("VALIDATOR", "validator")] {
                if let Some(function) = other.text(part) {
                    create.push_str(&format!(" {word} {function}"));
                }
            }
            ("language", format!("LANGUAGE {}", ident(&other.name)), 21, vec![create])
        }
        class::TRANSFORM => {
            let with =
                |word: &str, part: &str| other.text(part).map(|f| format!("{word} SQL WITH FUNCTION {f}"));
            let parts: Vec<String> = [with("FROM", "from"), with("TO", "to")].into_iter().flatten().collect();
            let create = format!("CREATE TRANSFORM {} ({})", other.name, parts.join(", "));
            ("transform", format!("TRANSFORM {}", other.name), 27, vec![create])
        }
        class::ACCESS_METHOD => {
            let kind = if text("type") == "t" { "TABLE" } else { "INDEX" };
            let name = ident(&other.name);
            let create = format!("CREATE ACCESS METHOD {name} TYPE {kind} HANDLER {}", text("handler"));
            ("access_method", format!("ACCESS METHOD {name}"), 22, vec![create])
        }
        class::TS_PARSER | class::TS_TEMPLATE | class::TS_DICT | class::TS_CONFIG => {
            text_search(other, &sql, major)
        }
        _ => return None,
    })
}

fn collation(other: &Other, sql: &str) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            parts.push(format!("{name} = {}", literal(value).trim_start()));
        }
    };
    let provider = match other.text("provider") {
        Some("i") => "icu",
        Some("b") => "builtin",
        _ => "libc",
    };
    add("provider", Some(provider));
    if provider == "libc" {
        add("lc_collate", other.text("collate"));
        add("lc_ctype", other.text("ctype"));
    } else {
        // Servers before 15 keep it where the C library's name is.
        let locale = other.text("icu").or_else(|| other.text("collate"));
        // The root of all of them, which older majors let go unnamed.
        add("locale", locale.map(|locale| if locale.is_empty() { "und" } else { locale }));
        add("rules", other.text("rules"));
    }
    if other.parts.get("deterministic").and_then(serde_json::Value::as_bool) == Some(false) {
        parts.push("deterministic = false".to_owned());
    }
    format!("CREATE COLLATION {sql} ({})", parts.join(", "))
}

/// An operator that is only promised by another one's commutator or negator is made by that one.
fn operator(other: &Other) -> Option<Drawn> {
    let schema = ident(other.schema.as_deref().unwrap_or_default());
    let name = format!("{schema}.{}", other.name);
    let sides = [other.text("left"), other.text("right")].map(|side| side.unwrap_or("NONE"));
    let label = format!("OPERATOR {name} ({}, {})", sides[0], sides[1]);
    if !other.flag("defined") {
        return Some(("operator", label, 22, Vec::new()));
    }
    let mut parts = vec![format!("FUNCTION = {}", other.text("function").unwrap_or_default())];
    for (word, part) in
        [("LEFTARG", "left"), ("RIGHTARG", "right"), ("RESTRICT", "restrict"), ("JOIN", "join")]
    {
        if let Some(value) = other.text(part) {
            parts.push(format!("{word} = {value}"));
        }
    }
    for (word, part) in [("COMMUTATOR", "commutator"), ("NEGATOR", "negator")] {
        if let Some(value) = other.text(part) {
            parts.push(format!("{word} = OPERATOR({value})"));
        }
    }
    for (word, part) in [("HASHES", "hashes"), ("MERGES", "merges")] {
        if other.flag(part) {
            parts.push(word.to_owned());
        }
    }
    Some(("operator", label, 22, vec![format!("CREATE OPERATOR {name} ({})", parts.join(", "))]))
}

fn cast(other: &Other) -> String {
    let how = match (other.text("method"), other.text("function")) {
        (Some("f"), Some(function)) => format!("WITH FUNCTION {function}"),
        (Some("i"), _) => "WITH INOUT".to_owned(),
        _ => "WITHOUT FUNCTION".to_owned(),
    };
    let context = match other.text("context") {
        Some("a") => " AS ASSIGNMENT",
        Some("i") => " AS IMPLICIT",
        _ => "",
    };
    format!("CREATE CAST {} {how}{context}", other.name)
}

/// Servers before 13 keep a number as a text, which later ones take for no truth value, and did not tell capitals from small letters
/// in names.
fn numbers(options: &str, major: u32) -> String {
    if major >= 13 {
        return options.to_owned();
    }
    let bare = |option: &str| -> Option<String> {
        let (name, value) = option.rsplit_once(" = '")?;
        let number: i32 = value.strip_suffix('\'')?.parse().ok()?;
        // Only what is written as a number would be.
        (format!("{number}'") == value).then(|| format!("{name} = {number}"))
    };
    // They took names as they were written, capitals and all.
    let small = |option: &str| match option.strip_prefix('"').and_then(|rest| rest.split_once("\" = ")) {
        Some((name, value)) if name.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("{} = {value}", name.to_ascii_lowercase())
        }
        _ => option.to_owned(),
    };
    let each = options.split(", ").map(small).map(|option| bare(&option).unwrap_or(option));
    each.collect::<Vec<_>>().join(", ")
}

fn text_search(other: &Other, sql: &str, major: u32) -> Drawn {
    let text = |part: &str| other.text(part).unwrap_or_default();
    let functions = |parts: &[(&str, &str)]| -> String {
        let given = parts.iter().filter_map(|(word, part)| other.text(part).map(|f| format!("{word} = {f}")));
        given.collect::<Vec<_>>().join(", ")
    };
    match other.class {
        class::TS_PARSER => {
            let parts = [
                ("START", "start"),
                ("GETTOKEN", "token"),
                ("END", "end"),
                ("LEXTYPES", "lextypes"),
                ("HEADLINE", "headline"),
            ];
            let create = format!("CREATE TEXT SEARCH PARSER {sql} ({})", functions(&parts));
            ("text_search_parser", format!("TEXT SEARCH PARSER {sql}"), 26, vec![create])
        }
        class::TS_TEMPLATE => {
            let create = format!(
                "CREATE TEXT SEARCH TEMPLATE {sql} ({})",
                functions(&[("INIT", "init"), ("LEXIZE", "lexize")])
            );
            ("text_search_template", format!("TEXT SEARCH TEMPLATE {sql}"), 26, vec![create])
        }
        class::TS_DICT => {
            let template = qualified(text("template_schema"), text("template"));
            // The server stores the options as they are written in a statement.
            let options = other.text("options").map(|options| format!(", {}", numbers(bare(options), major)));
            let options = options.unwrap_or_default();
            let create = format!("CREATE TEXT SEARCH DICTIONARY {sql} (TEMPLATE = {template}{options})");
            ("text_search_dictionary", format!("TEXT SEARCH DICTIONARY {sql}"), 27, vec![create])
        }
        _ => {
            let parser = qualified(text("parser_schema"), text("parser"));
            let label = format!("TEXT SEARCH CONFIGURATION {sql}");
            let mut statements = vec![format!("CREATE {label} (PARSER = {parser})")];
            statements.extend(
                other.list("mappings").iter().map(|mapping| format!("ALTER {label} ADD MAPPING {mapping}")),
            );
            ("text_search_configuration", label, 28, statements)
        }
    }
}
