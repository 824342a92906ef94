//! The catalog model: everything that the server says about the objects of a database, read in a few set-based queries.
//!
//! These are the server's answers, not decisions: what is carried, and how, is decided where the model is rendered.

mod accounting;
mod arguments;
mod lookup;
mod places;
mod read;
mod relations;
mod routines;
mod rows;

use std::collections::{BTreeMap, HashMap, HashSet};

pub(crate) use read::{facts, read};
pub(crate) use relations::*;
pub(crate) use routines::*;
pub(crate) use rows::*;

use super::class::{self, Key};

/// Everything read from a source.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    pub(crate) facts: Facts,
    pub(crate) depends: Vec<Depend>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) columns: BTreeMap<i64, Vec<Column>>,
    pub(crate) inherits: Vec<Inherit>,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) sequences: Vec<Sequence>,
    pub(crate) sequence_states: HashMap<i64, SequenceState>,
    pub(crate) routines: Vec<Routine>,
    pub(crate) types: Vec<Type>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) statistics: Vec<Statistics>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) others: Vec<Other>,
    pub(crate) large_objects: LargeObjects,
    /// Changed rights on what comes with the server or with an extension.
    pub(crate) stock_rights: Vec<Other>,
    pub(crate) large_groups: Vec<LargeGroup>,
    /// Every user object of every catalog, also of catalogs that we do not know.
    pub(crate) census: Vec<Counted>,
    /// Names of the catalogs, by their numbers.
    pub(crate) catalogs: HashMap<i64, String>,
    /// Catalogs that could not be read.
    pub(crate) unreadable: Vec<String>,
    /// Objects that belong to an extension, with that extension's number.
    pub(crate) members: HashMap<Key, i64>,
    /// Roles of the server.
    pub(crate) roles: Vec<Role>,
    /// Labels of security modules.
    pub(crate) labels: Vec<Label>,
    /// Tables whose statistics can be read, and need none that only the server itself can gather.
    pub(crate) analyzed: HashSet<i64>,
    places: places::Places,
    counted: HashSet<Key>,
}

impl Catalog {
    /// Derives who belongs to which extension, and where things are found. Called once after reading.
    fn index(&mut self) {
        self.members = self
            .depends
            .iter()
            .filter(|d| d.kind == 'e' && d.ref_class == class::EXTENSION)
            .map(|d| ((d.class, d.oid), d.ref_oid))
            .collect();
        self.counted = self.census.iter().map(|c| (c.class, c.oid)).collect();
        self.depends.sort_by_key(|d| (d.class, d.oid));
        self.routines.iter_mut().for_each(Routine::quote_arguments);
        self.places = places::Places::of(self);
    }

    /// What an object depends on.
    pub(crate) fn depends_of(&self, key: Key) -> &[Depend] {
        let from = self.depends.partition_point(|d| (d.class, d.oid) < key);
        let to = self.depends.partition_point(|d| (d.class, d.oid) <= key);
        &self.depends[from..to]
    }

    /// Whether the census counted an object: it is a user's, and no temporary one.
    pub(crate) fn is_counted(&self, key: Key) -> bool {
        self.counted.contains(&key)
    }

    /// Whether an object is an extension's, and so comes with it.
    pub(crate) fn is_member(&self, class: i64, oid: i64) -> bool {
        self.members.contains_key(&(class, oid))
    }

    /// A relation by its number.
    pub(crate) fn relation(&self, oid: i64) -> Option<&Relation> {
        self.relations.binary_search_by_key(&oid, |r| r.oid).ok().and_then(|at| self.relations.get(at))
    }

    /// The columns of a relation, in order.
    pub(crate) fn columns_of(&self, relation: i64) -> &[Column] {
        self.columns.get(&relation).map_or(&[], Vec::as_slice)
    }

    /// Parents of a relation, in order.
    pub(crate) fn parents_of(&self, relation: i64) -> Vec<i64> {
        let from = self.inherits.partition_point(|i| i.child < relation);
        self.inherits[from..].iter().take_while(|i| i.child == relation).map(|i| i.parent).collect()
    }

    /// Whether a partition is about to be detached from its parent.
    pub(crate) fn is_leaving(&self, relation: i64) -> bool {
        let from = self.inherits.partition_point(|i| i.child < relation);
        self.inherits[from..].iter().take_while(|i| i.child == relation).any(|i| i.detach_pending)
    }
}
