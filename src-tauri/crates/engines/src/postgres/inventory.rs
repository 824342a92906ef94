//! What is inside a source, in numbers, and what of it cannot be carried.

use std::collections::BTreeMap;

use domain::engine::{ExtensionFact, Inventory, ObjectCount, Reason, TableFact, Uncarried};
use domain::finding::Level;
use domain::version::Version;

use super::catalog::{Catalog, Facts};
use super::ddl::{self, Site};
use super::{chunks, order, versions};

/// Counts what is carried and names what is not, for a target of version `to` of which nothing else is known.
pub(super) fn inventory(catalog: &Catalog, to: &Version) -> Inventory {
    let user = catalog.facts.user.clone();
    let site = Site { from_user: user.clone(), to_user: user, superuser: true, ..Site::default() };
    let mut drawing = ddl::draw(catalog, &site);
    let _ = order::tasks(catalog, &mut drawing);
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for node in drawing.nodes.iter().filter(|node| node.counted) {
        *counts.entry(node.kind).or_default() += 1;
    }
    let extensions: Vec<ExtensionFact> = catalog
        .extensions
        .iter()
        .map(|e| ExtensionFact { name: e.name.clone(), version: e.version.clone() })
        .collect();
    let names: Vec<String> = extensions.iter().map(|e| e.name.clone()).collect();
    let mut uncarried = drawing.uncarried;
    for name in versions::gone_extensions(&names, to) {
        let params = BTreeMap::from([("to".to_owned(), to.to_string())]);
        uncarried.push(Uncarried {
            kind: "extension".to_owned(),
            name,
            reason: Reason::GoneInVersion,
            level: Level::Blocker,
            params,
        });
    }
    Inventory {
        objects: counts
            .into_iter()
            .map(|(kind, count)| ObjectCount { kind: kind.to_owned(), count })
            .collect(),
        tables: chunks::tables(catalog)
            .iter()
            .map(|rows| TableFact {
                name: rows.relation.shown(),
                rows_estimate: chunks::estimate(rows.relation),
                bytes: rows.relation.bytes + rows.relation.toast_bytes,
            })
            .chain((catalog.large_objects.count > 0).then(|| TableFact {
                name: super::large_objects::NAME.to_owned(),
                rows_estimate: Some(catalog.large_objects.count),
                bytes: catalog.large_objects.bytes,
            }))
            .collect(),
        extensions,
        uncarried,
        size_bytes: catalog.facts.size_bytes,
    }
}

/// How the two databases are set up differently.
pub(super) fn settings(from: &Facts, to: &Facts, uncarried: &mut Vec<Uncarried>) {
    let mut note = |name: &str, level: Level, ours: &str, theirs: &str| {
        uncarried.push(Uncarried {
            kind: "database_setting".to_owned(),
            name: name.to_owned(),
            reason: Reason::SettingsDiffer,
            level,
            params: BTreeMap::from([
                ("from".to_owned(), ours.to_owned()),
                ("to".to_owned(), theirs.to_owned()),
            ]),
        });
    };
    if from.encoding != to.encoding {
        // Bytes without an encoding cannot be converted; another encoding may lack characters, which COPY then says.
        let level = if from.encoding == "SQL_ASCII" || to.encoding == "SQL_ASCII" {
            Level::Blocker
        } else {
            Level::Warning
        };
        note("encoding", level, &from.encoding, &to.encoding);
    }
    let places = [("collation", &from.collate, &to.collate), ("character_type", &from.ctype, &to.ctype)];
    for (name, ours, theirs) in places {
        let (ours, theirs) = (ours.as_deref().unwrap_or_default(), theirs.as_deref().unwrap_or_default());
        if !ours.eq_ignore_ascii_case(theirs) {
            note(name, Level::Warning, ours, theirs);
        }
    }
}
