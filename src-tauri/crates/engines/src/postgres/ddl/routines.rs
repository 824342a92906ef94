//! Functions, procedures, window functions and aggregates.

use domain::engine::Reason;
use domain::finding::Level;

use super::{Apart, Drawing, Node, Rights, Site, borrowed};
use crate::postgres::catalog::{Aggregate, Catalog, Routine};
use crate::postgres::class;
use crate::postgres::quote::{literal, qualified, shown};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    let borrowers = borrowed::borrowers(catalog, site);
    for routine in &catalog.routines {
        let key = (class::PROC, routine.oid);
        if catalog.is_member(key.0, key.1) || drawing.alias.contains_key(&key) {
            continue;
        }
        let path = catalog.facts.search_path.as_deref().filter(|_| borrowers.contains_key(&routine.oid));
        let sure = borrowers.get(&routine.oid) == Some(&borrowed::Borrows::Surely);
        draw_one(routine, path, site, drawing);
        if path.is_some() && sure && catalog.facts.major < 17 && site.major >= 17 {
            let seen = seen(routine);
            drawing.note("function", &seen, Reason::NamesWithoutSchema, Level::Warning, &[]);
        }
    }
}

/// As people read it.
fn seen(routine: &Routine) -> String {
    format!("{}({})", shown(&routine.schema, &routine.name), routine.identity_arguments)
}

/// `path`: where it finds names while what is built on it is built, if that has to be said.
fn draw_one(routine: &Routine, path: Option<&str>, site: &Site, drawing: &mut Drawing) {
    let key = (class::PROC, routine.oid);
    let signature = format!("{}({})", qualified(&routine.schema, &routine.name), routine.identity_arguments);
    let seen = seen(routine);
    let (kind, word) = match routine.kind.as_str() {
        "f" => ("function", "FUNCTION"),
        "w" => ("window_function", "FUNCTION"),
        "p" => ("procedure", "PROCEDURE"),
        "a" => ("aggregate", "AGGREGATE"),
        // A kind of a later major: left to the accounting.
        _ => return,
    };
    // The library may be there under the same name; only the server's owner can put it there.
    if routine.language == "c" {
        let library = routine.library.clone().unwrap_or_default();
        let params = [("library", library.as_str())];
        let level = if site.superuser { Level::Warning } else { Level::Blocker };
        drawing.note(kind, &seen, Reason::NeedsServerFile, level, &params);
    } else if !routine.trusted && kind != "aggregate" && site.roles.is_some() && !site.superuser {
        drawing.note(kind, &seen, Reason::RightMissing, Level::Blocker, &[("language", &routine.language)]);
    }
    let signature = match (&routine.aggregate, routine.identity_arguments.is_empty()) {
        (Some(_), true) => format!("{}(*)", qualified(&routine.schema, &routine.name)),
        _ => signature,
    };
    let statement = match (&routine.aggregate, &routine.definition) {
        (Some(aggregate), _) => an_aggregate(routine, aggregate),
        (None, Some(definition)) => definition.trim_end().to_owned(),
        (None, None) => return,
    };
    let label = format!("{word} {signature}");
    let mut node = Node::new(key, kind, seen.clone()).rank(20).says(statement.clone());
    if let Some(path) = path {
        node.print = Some(statement.clone());
        node.statements.extend(borrowed::lend(&label, path));
        let back = Node::new((class::PATH, routine.oid), kind, seen).part().rank(5).last();
        drawing.add(back.says(format!("ALTER {label} RESET search_path")).needs(key), None);
    }
    node.apart.extend(body_apart(routine, statement));
    drawing.add(node, label.clone());
    drawing.right(Rights {
        key,
        label,
        owner: Some(routine.owner.clone()),
        acl: routine.acl.clone(),
        acl_default: routine.acl_default.clone(),
        column: None,
        givers: Vec::new(),
    });
}

/// Functions with parsed bodies may need each other: first one that does nothing, then what it does.
fn body_apart(routine: &Routine, whole: String) -> Option<Apart> {
    let starts = ["\nBEGIN ATOMIC\n", "\nRETURN "];
    // A body that is a text is between dollar signs, and may hold anything.
    let text = whole.find("\nAS $").unwrap_or(whole.len());
    let body = starts.iter().filter_map(|start| whole.find(start)).min().filter(|at| *at < text)?;
    let first = Some(format!("{}\nAS ''", &whole[..body]));
    Some(Apart { key: (class::BODY, routine.oid), first, later: whole.clone(), whole })
}

fn an_aggregate(routine: &Routine, a: &Aggregate) -> String {
    let arguments = if routine.arguments.is_empty() { "*" } else { &routine.arguments };
    let mut parts = vec![format!("SFUNC = {}", a.transition), format!("STYPE = {}", a.state)];
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            parts.push(format!("{name} = {value}"));
        }
    };
    let size = |size: i64| (size != 0).then(|| size.to_string());
    // What is usual goes unsaid: majors before 11 know no other.
    let usual = if a.kind == "n" { "r" } else { "w" };
    let modify = |word: Option<&str>| match word.filter(|word| *word != usual) {
        Some("s") => Some("SHAREABLE".to_owned()),
        Some("w") => Some("READ_WRITE".to_owned()),
        Some("r") => Some("READ_ONLY".to_owned()),
        _ => None,
    };
    add("SSPACE", size(a.state_size));
    add("FINALFUNC", a.final_function.clone());
    if a.final_function.is_some() {
        add("FINALFUNC_MODIFY", modify(a.final_modify.as_deref()));
    }
    add("COMBINEFUNC", a.combine.clone());
    add("SERIALFUNC", a.serial.clone());
    add("DESERIALFUNC", a.deserial.clone());
    add("INITCOND", a.initial.as_deref().map(literal));
    add("MSFUNC", a.moving.clone());
    add("MINVFUNC", a.moving_inverse.clone());
    add("MSTYPE", a.moving_state.clone());
    add("MSSPACE", size(a.moving_size));
    add("MFINALFUNC", a.moving_final.clone());
    if a.moving_final.is_some() {
        add("MFINALFUNC_MODIFY", modify(a.moving_final_modify.as_deref()));
    }
    add("MINITCOND", a.moving_initial.as_deref().map(literal));
    add("SORTOP", a.sort.as_ref().map(|sort| format!("OPERATOR({sort})")));
    let parallel = match routine.parallel.as_str() {
        "s" => Some("SAFE"),
        "r" => Some("RESTRICTED"),
        _ => None,
    };
    add("PARALLEL", parallel.map(str::to_owned));
    if a.final_extra {
        parts.push("FINALFUNC_EXTRA".to_owned());
    }
    if a.moving_final_extra {
        parts.push("MFINALFUNC_EXTRA".to_owned());
    }
    if a.kind == "h" {
        parts.push("HYPOTHETICAL".to_owned());
    }
    format!(
        "CREATE AGGREGATE {}({arguments}) ({})",
        qualified(&routine.schema, &routine.name),
        parts.join(", ")
    )
}
