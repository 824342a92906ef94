//! Schemas and extensions.

use domain::engine::Reason;
use domain::finding::Level;

use super::{Drawing, Node, Rights, Site};
use crate::postgres::catalog::{Catalog, Schema};
use crate::postgres::class;
use crate::postgres::quote::{ident, plain};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for schema in &catalog.schemas {
        let key = (class::NAMESPACE, schema.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        let mut node = Node::new(key, "schema", plain(&schema.name)).rank(0);
        let statement = format!("CREATE SCHEMA IF NOT EXISTS {}", ident(&schema.name));
        node = node.says(statement);
        let label = format!("SCHEMA {}", ident(&schema.name));
        if schema.name == "public" {
            // Every new database has it: it says something only where a person gave it a comment.
            node.counted = catalog.comments.iter().any(|c| (c.class, c.oid) == key && !is_stock(&c.text));
            drawing.add(node, label.clone());
            public(schema, site, key, label, drawing);
            continue;
        }
        drawing.add(node, label.clone());
        drawing.right(Rights {
            key,
            label,
            owner: Some(schema.owner.clone()),
            acl: schema.acl.clone(),
            acl_default: schema.acl_default.clone(),
            column: None,
            givers: Vec::new(),
        });
    }
    for extension in &catalog.extensions {
        let key = (class::EXTENSION, extension.oid);
        let name = plain(&extension.name);
        let label = format!("EXTENSION {}", ident(&extension.name));
        let offered = site.extensions.as_ref().map(|offered| offered.get(&extension.name));
        if offered == Some(None) && !site.installed.contains(&extension.name) {
            let params = [("version", extension.version.as_str())];
            drawing.note("extension", &name, Reason::ExtensionMissing, Level::Blocker, &params);
        }
        if let Some(Some(version)) = offered
            && *version != extension.version
        {
            let params = [("from", extension.version.as_str()), ("to", version.as_str())];
            drawing.note("extension", &name, Reason::ExtensionVersion, Level::Info, &params);
        }
        let mut node = Node::new(key, "extension", name).rank(1);
        // The version is the one that the target's major comes with: it is not part of the definition.
        node.print = Some(format!("{} IN {}", extension.name, extension.schema));
        if !site.installed.contains(&extension.name) {
            node = node.says(format!(
                "CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA {}",
                ident(&extension.name),
                ident(&extension.schema)
            ));
        }
        drawing.add(node, label);
    }
}

/// Whether a comment is the one that every new database has on its `public` schema.
pub(super) fn is_stock(comment: &str) -> bool {
    comment == "standard public schema"
}

/// What leads from the rights that the target's `public` schema has to those of the source's, as far as a person chose them.
fn public(schema: &Schema, site: &Site, key: class::Key, label: String, drawing: &mut Drawing) {
    let Some(there) = &site.public else { return };
    let (given, usual) = (schema.chosen(), there.chosen());
    let owner = Some(schema.owner.clone()).filter(|owner| !schema.kept && *owner != there.owner);
    if owner.is_none() && super::rights::changes(&given, &usual, &[]).is_empty() {
        return;
    }
    if !there.mine {
        drawing.note("schema", &plain(&schema.name), Reason::RightMissing, Level::Warning, &[]);
        return;
    }
    drawing.right(Rights {
        key,
        label,
        owner,
        acl: Some(given),
        acl_default: usual,
        column: None,
        givers: Vec::new(),
    });
}
