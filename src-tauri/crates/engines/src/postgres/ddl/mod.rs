//! From the catalog model to statements: one node per object, with what it needs and when it can be made.
//!
//! A drawing knows the objects, not their order (see `order`), and writes nothing. Everything of the catalog that gets no
//! node is either a part of one (an alias), an extension's, or named as uncarried: see [`Drawing::account`].

mod base_types;
mod borrowed;
mod columns;
mod constraints;
mod database;
mod extras;
mod fields;
mod indexes;
mod inherited;
mod labels;
mod outside;
mod rarities;
mod relations;
mod rights;
mod roles;
mod routines;
mod schemas;
mod type_definitions;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::engine::{Phase, Reason, Redo, Script, Uncarried};
use domain::finding::Level;

use serde::{Deserialize, Serialize};

use super::catalog::{Catalog, Schema};
use super::class::{self, Key};
use super::quote::{ident, literal};

pub(crate) use rights::Rights;
pub(crate) use roles::wanted;

/// What a drawing has to know of the place where it is to be built. Written down with a transfer, so that a half built place
/// leads to the same drawing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Site {
    /// The user of the source's session, who becomes the user of the target's.
    pub(crate) from_user: String,
    /// The user of the target's session.
    pub(crate) to_user: String,
    /// Roles there that objects can be given to. `None`: all of them, as when nothing is to be built.
    pub(crate) roles: Option<HashSet<String>>,
    /// Roles there that this user may make owners. `None`: all of them.
    pub(crate) heirs: Option<HashSet<String>>,
    /// Roles that are missing there and will be made.
    pub(crate) makes: BTreeSet<String>,
    /// Major of the server there; 0 when nothing is to be built.
    pub(crate) major: u32,
    /// Security modules that are loaded there.
    pub(crate) labellers: HashSet<String>,
    /// Whether the user there may do everything.
    pub(crate) superuser: bool,
    /// Extensions offered there, with their default version. `None`: all of them.
    pub(crate) extensions: Option<BTreeMap<String, String>>,
    /// Extensions that are there already.
    pub(crate) installed: HashSet<String>,
    /// The `public` schema that is there already. `None`: it is not, or nothing is to be built.
    pub(crate) public: Option<Schema>,
    /// Name of the database there.
    pub(crate) database: Option<String>,
    /// Whether the user there may change the database itself.
    pub(crate) owns_database: bool,
}

impl Site {
    /// Whether this session may act as a role there.
    pub(crate) fn may_be(&self, role: &str) -> bool {
        self.superuser
            || self.makes.contains(role)
            || self.heirs.as_ref().is_some_and(|heirs| heirs.contains(role))
    }

    /// A role of the source as it is called here; `None` where it is missing.
    pub(crate) fn role(&self, name: &str) -> Option<String> {
        if name == self.from_user {
            return Some(self.to_user.clone());
        }
        match &self.roles {
            Some(roles) if !roles.contains(name) && !self.makes.contains(name) => None,
            _ => Some(name.to_owned()),
        }
    }
}

/// One object to build.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) key: Key,
    pub(crate) kind: &'static str,
    /// As people read it.
    pub(crate) name: String,
    /// Among nodes that could all be next: lower first.
    pub(crate) rank: u16,
    pub(crate) phase: Phase,
    pub(crate) statements: Vec<String>,
    /// What is compared between sides instead of the statements, where majors print differently.
    pub(crate) print: Option<String>,
    /// Whether it is an object of its own in prints and counts; others belong to one that is.
    pub(crate) counted: bool,
    /// The table whose rows must be there first.
    pub(crate) table: Option<i64>,
    pub(crate) weight: u64,
    /// What it needs besides what the server's own dependencies say.
    pub(crate) needs: Vec<Key>,
    /// What becomes of it when the rows have to be carried once more.
    pub(crate) redo: Redo,
    /// How it can be made in two steps, where it is part of a circle.
    pub(crate) apart: Vec<Apart>,
}

/// A part of an object that can be made later than the rest of it.
#[derive(Clone, Debug)]
pub(crate) struct Apart {
    /// The part, as the server's dependencies name it.
    pub(crate) key: Key,
    /// The statement that makes it together with the rest.
    pub(crate) whole: String,
    /// What stands in for that statement at first; `None`: nothing.
    pub(crate) first: Option<String>,
    /// What makes the part later.
    pub(crate) later: String,
}

impl Node {
    pub(crate) fn new(key: Key, kind: &'static str, name: impl Into<String>) -> Self {
        Self {
            key,
            kind,
            name: name.into(),
            rank: 50,
            phase: Phase::BeforeData,
            statements: Vec::new(),
            print: None,
            counted: true,
            table: None,
            weight: 0,
            needs: Vec::new(),
            apart: Vec::new(),
            redo: Redo::Stay,
        }
    }

    /// Is done once more when the rows are carried once more.
    pub(crate) fn repeats(mut self) -> Self {
        self.redo = Redo::Repeat;
        self
    }

    /// Has to go before the rows are carried once more.
    pub(crate) fn goes_by(mut self, statement: impl Into<String>) -> Self {
        self.redo = Redo::TakeBack { script: Script(vec![statement.into()]), may_stay: false };
        self
    }

    /// Better goes before the rows are carried once more, but may stay.
    pub(crate) fn may_go_by(mut self, statement: impl Into<String>) -> Self {
        self.redo = Redo::TakeBack { script: Script(vec![statement.into()]), may_stay: true };
        self
    }

    pub(crate) fn rank(mut self, rank: u16) -> Self {
        self.rank = rank;
        self
    }

    pub(crate) fn says(mut self, statement: impl Into<String>) -> Self {
        self.statements.push(statement.into());
        self
    }

    pub(crate) fn needs(mut self, key: Key) -> Self {
        self.needs.push(key);
        self
    }

    /// After all rows of all tables.
    pub(crate) fn late(mut self) -> Self {
        self.phase = Phase::AfterData;
        self
    }

    /// At the very end, when nothing needs to be changed any more.
    pub(crate) fn last(mut self) -> Self {
        self.phase = Phase::Last;
        self
    }

    /// As soon as the rows of a table are there.
    pub(crate) fn after(mut self, table: i64, weight: u64) -> Self {
        self.phase = Phase::AfterTable;
        self.table = Some(table);
        self.weight = weight;
        self
    }

    /// Belongs to another object: not counted, not printed.
    pub(crate) fn part(mut self) -> Self {
        self.counted = false;
        self
    }
}

/// Everything drawn.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) nodes: Vec<Node>,
    /// Objects that are parts of others.
    pub(crate) alias: HashMap<Key, Key>,
    /// How SQL names an object, for comments.
    labels: HashMap<Key, String>,
    pub(crate) uncarried: Vec<Uncarried>,
    /// Objects that are named as uncarried.
    named: HashSet<Key>,
    rights: Vec<Rights>,
    /// Tables that are made with all of their columns before they get their parents.
    pub(crate) alone: HashSet<i64>,
    /// Types that are mentioned before they are made.
    shells: HashSet<Key>,
}

/// Draws a catalog for a site.
pub(crate) fn draw(catalog: &Catalog, site: &Site) -> Drawing {
    let mut drawing = Drawing::default();
    roles::draw(catalog, site, &mut drawing);
    schemas::draw(catalog, site, &mut drawing);
    type_definitions::draw(catalog, site, &mut drawing);
    routines::draw(catalog, site, &mut drawing);
    relations::draw(catalog, site, &mut drawing);
    constraints::draw(catalog, &mut drawing);
    indexes::draw(catalog, site, &mut drawing);
    extras::draw(catalog, site, &mut drawing);
    rarities::draw(catalog, site, &mut drawing);
    outside::draw(catalog, site, &mut drawing);
    drawing.comment(catalog, site);
    drawing.bind_to_extensions(catalog);
    labels::draw(catalog, site, &mut drawing);
    rights::draw(catalog, site, &mut drawing);
    drawing.account(catalog);
    drawing
}

impl Drawing {
    /// Adds a node and the way SQL names it.
    pub(crate) fn add(&mut self, node: Node, label: impl Into<Option<String>>) {
        if let Some(label) = label.into() {
            self.labels.insert(node.key, label);
        }
        self.nodes.push(node);
    }

    /// An object that comes with another one.
    pub(crate) fn part_of(&mut self, part: Key, whole: Key) {
        self.alias.insert(part, whole);
    }

    /// Names an object as not carried as it is.
    pub(crate) fn leave(&mut self, key: Key, kind: &str, name: &str, reason: Reason, level: Level) {
        self.named.insert(key);
        self.note(kind, name, reason, level, &[]);
    }

    /// Names something that is no single object.
    pub(crate) fn note(
        &mut self,
        kind: &str,
        name: &str,
        reason: Reason,
        level: Level,
        params: &[(&str, &str)],
    ) {
        self.uncarried.push(Uncarried {
            kind: kind.to_owned(),
            name: name.to_owned(),
            reason,
            level,
            params: params.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        });
    }

    /// The key of the node that an object is, or is part of.
    pub(crate) fn resolve(&self, mut key: Key) -> Key {
        for _ in 0..8 {
            match self.alias.get(&key) {
                Some(whole) if *whole != key => key = *whole,
                _ => break,
            }
        }
        key
    }

    /// Takes apart what can be, of these nodes: they stand in circles. Whether there was something.
    pub(crate) fn open(&mut self, nodes: &[usize]) -> bool {
        let before = self.nodes.len();
        for at in nodes {
            let Some(node) = self.nodes.get_mut(*at) else { continue };
            let (whole, kind, name, rank) = (node.key, node.kind, node.name.clone(), node.rank);
            let mut later = Vec::new();
            for apart in std::mem::take(&mut node.apart) {
                let Some(place) = node.statements.iter().position(|s| *s == apart.whole) else { continue };
                match apart.first {
                    Some(first) => node.statements[place] = first,
                    None => drop(node.statements.remove(place)),
                }
                later.push(Node::new(apart.key, kind, name.clone()).rank(rank + 1).says(apart.later).part());
            }
            for part in later {
                self.alias.remove(&part.key);
                self.nodes.push(part.needs(whole));
            }
        }
        self.nodes.len() > before
    }

    /// What an object waits for when it needs another one: a function that makes up a type waits for its mention only.
    pub(crate) fn awaited(&self, catalog: &Catalog, from: Key, to: Key) -> Key {
        let whole = self.resolve(to);
        if self.shells.contains(&whole) && base_types::makes(catalog, from, whole) {
            return (class::SHELL, whole.1);
        }
        whole
    }

    /// Puts comments on the nodes of their objects.
    fn comment(&mut self, catalog: &Catalog, site: &Site) {
        let public = catalog.schemas.iter().find(|schema| schema.name == "public");
        let public = public.map(|schema| (class::NAMESPACE, schema.oid));
        let at: HashMap<Key, usize> =
            self.nodes.iter().enumerate().map(|(at, node)| (node.key, at)).collect();
        for comment in &catalog.comments {
            let key = (comment.class, comment.oid);
            if key.0 == class::LARGE_OBJECT {
                continue;
            }
            // Subscriptions stand in a catalog of the whole server, which is not counted.
            let user = catalog.is_counted(key) || matches!(key.0, class::NAMESPACE | class::SUBSCRIPTION);
            if !user || catalog.is_member(key.0, key.1) {
                continue;
            }
            let stock = key.0 == class::EXTENSION
                && catalog
                    .extensions
                    .iter()
                    .any(|e| e.oid == key.1 && e.stock_comment.as_deref() == Some(&comment.text));
            if stock || (public == Some(key) && schemas::is_stock(&comment.text)) {
                continue;
            }
            if public == Some(key) && site.public.as_ref().is_some_and(|there| !there.mine) {
                self.note("comment", "public", Reason::RightMissing, Level::Warning, &[]);
                continue;
            }
            // Some majors leave the comment of a subscription behind when that goes.
            let gone = || !catalog.others.iter().any(|other| (other.class, other.oid) == key);
            if key.0 == class::SUBSCRIPTION && gone() {
                continue;
            }
            let label = if comment.sub > 0 {
                catalog.column_label(comment.oid, comment.sub)
            } else {
                self.labels.get(&key).cloned()
            };
            let node = at.get(&self.resolve(key)).and_then(|at| self.nodes.get_mut(*at));
            if let (Some(label), Some(node)) = (label, node) {
                let statement = format!("COMMENT ON {label} IS {}", literal(&comment.text));
                // The comment that an extension comes with is not known on every server, so it cannot be told from another.
                if let Some(print) = &mut node.print
                    && key.0 != class::EXTENSION
                {
                    print.push_str(&statement);
                }
                node.statements.push(statement);
            } else if !self.named.contains(&key) {
                let name = format!("{}/{}", comment.class, comment.oid);
                self.note("comment", &name, Reason::KindNotCarried, Level::Warning, &[]);
            }
        }
    }

    /// Objects that a person said go with an extension, without being its own.
    fn bind_to_extensions(&mut self, catalog: &Catalog) {
        let bound = catalog.depends.iter().filter(|d| d.kind == 'x' && d.ref_class == class::EXTENSION);
        for d in bound {
            let key = (d.class, d.oid);
            let extension = catalog.extensions.iter().find(|e| e.oid == d.ref_oid);
            let label = self.labels.get(&key).cloned();
            let whole = self.resolve(key);
            if let (Some(extension), Some(label), Some(node)) =
                (extension, label, self.nodes.iter_mut().find(|node| node.key == whole))
            {
                let statement = format!("ALTER {label} DEPENDS ON EXTENSION {}", ident(&extension.name));
                if let Some(print) = &mut node.print {
                    print.push_str(&statement);
                }
                node.statements.push(statement);
            }
        }
    }

    /// Checks that every object of the census is drawn, a part of something drawn, an extension's, or named.
    fn account(&mut self, catalog: &Catalog) {
        let drawn: HashSet<Key> = self.nodes.iter().map(|node| node.key).collect();
        let mut unknown: Vec<Key> = Vec::new();
        for counted in &catalog.census {
            let key = (counted.class, counted.oid);
            let accounted = catalog.is_member(key.0, key.1)
                || self.named.contains(&key)
                || drawn.contains(&self.resolve(key))
                || self.named.contains(&self.resolve(key))
                || catalog.comes_with_member(key);
            if !accounted {
                unknown.push(key);
            }
        }
        for key in unknown {
            let catalog_name = catalog.catalogs.get(&key.0).map_or("catalog", String::as_str);
            let name = catalog.any_name(key).unwrap_or_else(|| format!("{}", key.1));
            self.leave(key, catalog_name, &name, Reason::UnknownKind, Level::Blocker);
        }
        for name in &catalog.unreadable {
            self.note("catalog", name, Reason::NotReadable, Level::Warning, &[]);
        }
    }
}
