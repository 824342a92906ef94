//! What reaches beyond the database or acts on its own: foreign servers, publications, event triggers, default privileges,
//! settings; and what is only named.

use domain::engine::Reason;
use domain::finding::Level;

use super::fields::foreign_options;
use super::{Drawing, Node, Rights, Site, database, rights};
use crate::postgres::catalog::{Catalog, Other};
use crate::postgres::class;
use crate::postgres::quote::{ident, idents, literal, plain};

/// Comments on large objects, whose owners are given later.
const COMMENTED: i64 = -10;
/// Things that are only named.
const NOTED: i64 = -8;

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for other in &catalog.others {
        let key = (other.class, other.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        match other.class {
            class::FOREIGN_DATA_WRAPPER => {
                superuser_only(other, "foreign_data_wrapper", site, drawing);
                let mut create = format!("CREATE FOREIGN DATA WRAPPER {}", ident(&other.name));
                for (word, part) in [("HANDLER", "handler"), ("VALIDATOR", "validator")] {
                    if let Some(function) = other.text(part) {
                        create.push_str(&format!(" {word} {function}"));
                    }
                }
                create.push_str(&foreign_options(Some(&other.list("options"))));
                owned(other, "foreign_data_wrapper", "FOREIGN DATA WRAPPER", 28, create, drawing);
            }
            class::FOREIGN_SERVER => server(other, drawing),
            class::USER_MAPPING => mapping(catalog, other, site, drawing),
            class::EVENT_TRIGGER => event_trigger(other, site, drawing),
            class::PUBLICATION => publication(other, site, drawing),
            class::SUBSCRIPTION => subscription(other, site, drawing),
            class::DEFAULT_ACL => default_privileges(other, site, drawing),
            database::SETTING => database::setting(other, site, drawing),
            database::DATABASE => database::itself(other, site, drawing),
            NOTED => {
                let reason = Reason::BelongsToServer;
                drawing.note(&other.kind, &plain(&other.name), reason, Level::Warning, &[]);
            }
            _ => {}
        }
    }
    for d in &catalog.depends {
        if matches!(d.class, class::PUBLICATION_REL | class::PUBLICATION_NAMESPACE)
            && d.ref_class == class::PUBLICATION
        {
            drawing.part_of((d.class, d.oid), (d.ref_class, d.ref_oid));
        }
    }
    large_objects(catalog, drawing);
}

/// Owners, rights and comments of large objects; their content goes with the rows.
fn large_objects(catalog: &Catalog, drawing: &mut Drawing) {
    if catalog.large_objects.hidden > 0 {
        let count = catalog.large_objects.hidden.to_string();
        drawing.note("large_object", &count, Reason::NotReadable, Level::Blocker, &[("count", &count)]);
    }
    for group in &catalog.large_groups {
        let Some(first) = group.oids.first() else { continue };
        let key = (class::LARGE_OBJECT, *first);
        let list: Vec<String> = group.oids.iter().map(i64::to_string).collect();
        drawing.add(Node::new(key, "large_object", list.join(", ")).late().part(), None);
        drawing.right(Rights {
            key,
            label: format!("{} {}", rights::LARGE_OBJECTS, list.join(", ")),
            owner: Some(group.owner.clone()),
            acl: group.acl.clone(),
            acl_default: group.acl_default.clone(),
            column: None,
            givers: Vec::new(),
        });
    }
    for comment in catalog.comments.iter().filter(|c| c.class == class::LARGE_OBJECT) {
        let statement = format!("COMMENT ON LARGE OBJECT {} IS {}", comment.oid, literal(&comment.text));
        let name = format!("large object {}", comment.oid);
        let node =
            Node::new((COMMENTED, comment.oid), "comment", name).rank(195).says(statement).late().repeats();
        drawing.add(node, None);
    }
}

fn superuser_only(other: &Other, kind: &str, site: &Site, drawing: &mut Drawing) {
    if site.roles.is_some() && !site.superuser {
        drawing.note(kind, &plain(&other.name), Reason::RightMissing, Level::Blocker, &[]);
    }
}

fn owned(other: &Other, kind: &'static str, word: &str, rank: u16, create: String, drawing: &mut Drawing) {
    let key = (other.class, other.oid);
    let label = format!("{word} {}", ident(&other.name));
    drawing.add(Node::new(key, kind, plain(&other.name)).rank(rank).says(create), label.clone());
    drawing.right(Rights::of(other, label));
}

fn server(other: &Other, drawing: &mut Drawing) {
    let mut create = format!("CREATE SERVER {}", ident(&other.name));
    for (word, part) in [("TYPE", "type"), ("VERSION", "version")] {
        if let Some(value) = other.text(part) {
            create.push_str(&format!(" {word} {}", literal(value)));
        }
    }
    let wrapper = ident(other.text("wrapper").unwrap_or_default());
    create.push_str(&format!(
        " FOREIGN DATA WRAPPER {wrapper}{}",
        foreign_options(Some(&other.list("options")))
    ));
    owned(other, "foreign_server", "SERVER", 29, create, drawing);
}

fn mapping(catalog: &Catalog, other: &Other, site: &Site, drawing: &mut Drawing) {
    let key = (other.class, other.oid);
    let user = other.text("user").unwrap_or_default();
    let role = if other.flag("public") {
        Some("PUBLIC".to_owned())
    } else {
        site.role(user).map(|role| ident(&role))
    };
    let Some(role) = role else {
        drawing.leave(key, "user_mapping", &other.name, Reason::RoleMissing, Level::Warning);
        return;
    };
    let none = other.parts.get("options").is_none_or(serde_json::Value::is_null);
    // Only a superuser is shown that there are none.
    if none && !catalog.facts.superuser {
        drawing.note("user_mapping", &other.name, Reason::PasswordUnreadable, Level::Warning, &[]);
    }
    let server = ident(other.text("server").unwrap_or_default());
    let create = format!(
        "CREATE USER MAPPING FOR {role} SERVER {server}{}",
        foreign_options(Some(&other.list("options")))
    );
    let mut node = Node::new(key, "user_mapping", other.name.clone()).rank(30).says(create.clone());
    // What a user may not see of his own mapping he does not see on the other side either.
    node.print = Some(format!("{server} {}", other.list("options").join(" ")));
    drawing.add(node, None);
}

fn event_trigger(other: &Other, site: &Site, drawing: &mut Drawing) {
    superuser_only(other, "event_trigger", site, drawing);
    let name = ident(&other.name);
    let text = |part: &str| other.text(part).unwrap_or_default();
    let tags: Vec<String> = other.list("tags").iter().map(|tag| literal(tag)).collect();
    let when = if tags.is_empty() { String::new() } else { format!(" WHEN TAG IN ({})", tags.join(", ")) };
    let create = format!(
        "CREATE EVENT TRIGGER {name} ON {}{when} EXECUTE FUNCTION {}()",
        text("event"),
        text("function")
    );
    let mut node = Node::new((other.class, other.oid), "event_trigger", plain(&other.name))
        .rank(900)
        .says(create)
        .last()
        .goes_by(format!("DROP EVENT TRIGGER IF EXISTS {name}"));
    let state = match text("enabled") {
        "D" => Some("DISABLE"),
        "R" => Some("ENABLE REPLICA"),
        "A" => Some("ENABLE ALWAYS"),
        _ => None,
    };
    node.statements.extend(state.map(|state| format!("ALTER EVENT TRIGGER {name} {state}")));
    let label = format!("EVENT TRIGGER {name}");
    let (key, owner) = (node.key, other.owner.clone());
    drawing.add(node, label.clone());
    drawing.right(Rights::owned(key, label, owner));
}

fn publication(other: &Other, site: &Site, drawing: &mut Drawing) {
    let name = ident(&other.name);
    let schemas = other.list("schemas");
    if other.flag("all") || !schemas.is_empty() {
        superuser_only(other, "publication", site, drawing);
    }
    // Children are in the list by themselves.
    let mut targets: Vec<String> =
        other.list("tables").iter().map(|table| format!("TABLE ONLY {table}")).collect();
    targets.extend(schemas.iter().map(|schema| format!("TABLES IN SCHEMA {}", ident(schema))));
    let what = if other.flag("all") {
        " FOR ALL TABLES".to_owned()
    } else if targets.is_empty() {
        String::new()
    } else {
        format!(" FOR {}", targets.join(", "))
    };
    let published: Vec<&str> =
        ["insert", "update", "delete", "truncate"].into_iter().filter(|action| other.flag(action)).collect();
    let mut options = vec![format!("publish = {}", literal(&published.join(", ")))];
    if other.flag("root") {
        options.push("publish_via_partition_root = true".to_owned());
    }
    if other.text("generated") == Some("s") {
        options.push("publish_generated_columns = stored".to_owned());
    }
    let create = format!("CREATE PUBLICATION {name}{what} WITH ({})", options.join(", "));
    let key = (other.class, other.oid);
    let label = format!("PUBLICATION {name}");
    drawing
        .add(Node::new(key, "publication", plain(&other.name)).rank(190).says(create).late(), label.clone());
    let owner = other.owner.clone();
    drawing.right(Rights::owned(key, label, owner));
}

/// Made without a word to where it reads from, and switched off. Its slot there stays the source's until a person decides.
fn subscription(other: &Other, site: &Site, drawing: &mut Drawing) {
    let key = (other.class, other.oid);
    let seen = plain(&other.name);
    let Some(connection) = other.text("connection") else {
        drawing.leave(key, "subscription", &seen, Reason::NotReadable, Level::Warning);
        return;
    };
    if site.roles.is_some() && !site.superuser {
        drawing.leave(key, "subscription", &seen, Reason::RightMissing, Level::Warning);
        return;
    }
    drawing.note("subscription", &seen, Reason::SwitchedOff, Level::Warning, &[]);
    let name = ident(&other.name);
    let slot = other.text("slot").map_or_else(|| "NONE".to_owned(), literal);
    let mut options = vec!["connect = false".to_owned(), format!("slot_name = {slot}")];
    if let Some(commit) = other.text("commit").filter(|commit| *commit != "off") {
        options.push(format!("synchronous_commit = {}", literal(commit)));
    }
    options.extend(other.text("origin").map(|value| format!("origin = {}", literal(value))));
    // What goes unsaid is usual on later majors only.
    if site.major >= 14 {
        options.push(format!("streaming = {}", literal(other.text("streaming").unwrap_or("off"))));
    }
    for word in ["binary", "two_phase", "disable_on_error", "run_as_owner", "failover"] {
        let always_did = word == "run_as_owner" && site.major >= 16 && !other.parts.contains_key(word);
        if other.flag(word) || always_did {
            options.push(format!("{word} = true"));
        }
    }
    if other.flag("password_optional") {
        options.push("password_required = false".to_owned());
    }
    let create = format!(
        "CREATE SUBSCRIPTION {name} CONNECTION {} PUBLICATION {} WITH ({})",
        literal(connection),
        idents(other.list("publications")),
        options.join(", ")
    );
    let label = format!("SUBSCRIPTION {name}");
    drawing.add(Node::new(key, "subscription", seen).rank(191).says(create).late().part(), label.clone());
    let owner = other.owner.clone();
    drawing.right(Rights::owned(key, label, owner));
}

fn default_privileges(other: &Other, site: &Site, drawing: &mut Drawing) {
    let key = (other.class, other.oid);
    let objects = match other.text("type") {
        Some("r") => "TABLES",
        Some("S") => "SEQUENCES",
        Some("f") => "FUNCTIONS",
        Some("T") => "TYPES",
        Some("n") => "SCHEMAS",
        Some("L") => "LARGE OBJECTS",
        _ => return,
    };
    let place =
        other.schema.as_ref().map(|schema| format!(" IN SCHEMA {}", ident(schema))).unwrap_or_default();
    let role = other.text("role").and_then(|role| site.role(role));
    let name = format!("{}{place} {objects}", other.text("role").unwrap_or_default());
    let Some(role) = role else {
        drawing.leave(key, "default_privileges", &name, Reason::RoleMissing, Level::Warning);
        return;
    };
    let head = format!("ALTER DEFAULT PRIVILEGES FOR ROLE {}{place}", ident(&role));
    let shown_role = if other.text("role") == Some(site.from_user.as_str()) {
        "(the user)".to_owned()
    } else {
        plain(&role)
    };
    let mut node =
        Node::new(key, "default_privileges", format!("{shown_role}{place} {objects}")).rank(210).last();
    let (given, usual) =
        (other.acl.clone().unwrap_or_default(), other.acl_default.clone().unwrap_or_default());
    let mut missing = Vec::new();
    for rights::Change { verb, to, word, option, grantee, .. } in rights::changes(&given, &usual, &[]) {
        let role = if grantee.is_empty() {
            Some("PUBLIC".to_owned())
        } else {
            site.role(&grantee).map(|r| ident(&r))
        };
        match role {
            Some(role) => {
                node.statements.push(format!("{head} {verb} {word} ON {objects} {to} {role}{option}"))
            }
            None => missing.push(grantee),
        }
    }
    for role in missing {
        drawing.note("default_privileges", &name, Reason::RoleMissing, Level::Warning, &[("role", &role)]);
    }
    drawing.add(node, None);
}
