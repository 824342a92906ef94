//! Places in the model by number, so that no question has to walk through all of it. Filled once, after reading.

use std::collections::HashMap;

use super::{Catalog, Constraint, Index, Rule, Sequence, Trigger};
use crate::postgres::class;

type Many = HashMap<i64, Vec<usize>>;

/// Where what hangs on what is found.
#[derive(Debug, Default)]
pub(super) struct Places {
    constraints: Many,
    domain_constraints: Many,
    not_nulls: HashMap<(i64, i64), usize>,
    constraint: HashMap<i64, usize>,
    indexes: HashMap<i64, usize>,
    indexes_of: Many,
    index_parts: Many,
    identities: HashMap<(i64, i64), usize>,
    triggers: HashMap<i64, usize>,
    view_rules: HashMap<i64, usize>,
    statistics: HashMap<i64, Vec<i64>>,
    constructors: HashMap<i64, Vec<i64>>,
}

impl Places {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut places = Self::default();
        for (at, k) in catalog.constraints.iter().enumerate() {
            let (many, of) = match k.relation {
                0 => (&mut places.domain_constraints, k.domain),
                relation => (&mut places.constraints, relation),
            };
            many.entry(of).or_default().push(at);
            places.constraint.insert(k.oid, at);
            for column in k.columns.iter().flatten().filter(|_| k.kind == "n") {
                places.not_nulls.insert((k.relation, *column), at);
            }
        }
        for (at, index) in catalog.indexes.iter().enumerate() {
            places.indexes.insert(index.oid, at);
            places.indexes_of.entry(index.relation).or_default().push(at);
            if let Some(parent) = index.parent {
                places.index_parts.entry(parent).or_default().push(at);
            }
        }
        for (at, s) in catalog.sequences.iter().enumerate() {
            if let ("i", Some(relation), Some(column)) =
                (s.owner_kind.as_deref().unwrap_or_default(), s.owner_relation, s.owner_column)
            {
                places.identities.insert((relation, column), at);
            }
        }
        places.triggers = catalog.triggers.iter().enumerate().map(|(at, t)| (t.oid, at)).collect();
        let rules = catalog.rules.iter().enumerate().filter(|(_, rule)| rule.is_view);
        places.view_rules = rules.map(|(at, rule)| (rule.relation, at)).collect();
        for d in &catalog.depends {
            if d.class == class::STATISTIC_EXT && d.ref_class == class::CLASS {
                places.statistics.entry(d.ref_oid).or_default().push(d.oid);
            } else if d.class == class::PROC && d.ref_class == class::TYPE && d.kind == 'i' {
                places.constructors.entry(d.ref_oid).or_default().push(d.oid);
            }
        }
        places
    }
}

fn all<'a, T>(list: &'a [T], places: &'a Many, of: i64) -> impl Iterator<Item = &'a T> {
    places.get(&of).into_iter().flatten().filter_map(|at| list.get(*at))
}

impl Catalog {
    /// Constraints of a relation.
    pub(crate) fn constraints_of(&self, relation: i64) -> impl Iterator<Item = &Constraint> {
        all(&self.constraints, &self.places.constraints, relation)
    }

    /// A constraint by its number.
    pub(crate) fn constraint(&self, oid: i64) -> Option<&Constraint> {
        self.places.constraint.get(&oid).and_then(|at| self.constraints.get(*at))
    }

    /// Constraints of a domain.
    pub(crate) fn constraints_of_domain(&self, domain: i64) -> impl Iterator<Item = &Constraint> {
        all(&self.constraints, &self.places.domain_constraints, domain)
    }

    /// The constraint that makes a column not null, on majors that have one.
    pub(crate) fn not_null(&self, relation: i64, column: i64) -> Option<&Constraint> {
        self.places.not_nulls.get(&(relation, column)).and_then(|at| self.constraints.get(*at))
    }

    /// An index by its number.
    pub(crate) fn index_by(&self, oid: i64) -> Option<&Index> {
        self.places.indexes.get(&oid).and_then(|at| self.indexes.get(*at))
    }

    /// Indexes of a relation.
    pub(crate) fn indexes_of(&self, relation: i64) -> impl Iterator<Item = &Index> {
        all(&self.indexes, &self.places.indexes_of, relation)
    }

    /// Indexes that are attached to a partitioned one.
    pub(crate) fn index_parts(&self, index: i64) -> impl Iterator<Item = &Index> {
        all(&self.indexes, &self.places.index_parts, index)
    }

    /// The sequence of an identity column.
    pub(crate) fn identity_of(&self, relation: i64, column: i64) -> Option<&Sequence> {
        self.places.identities.get(&(relation, column)).and_then(|at| self.sequences.get(*at))
    }

    /// A trigger by its number.
    pub(crate) fn trigger(&self, oid: i64) -> Option<&Trigger> {
        self.places.triggers.get(&oid).and_then(|at| self.triggers.get(*at))
    }

    /// What makes a relation a view.
    pub(crate) fn view_rule(&self, relation: i64) -> Option<&Rule> {
        self.places.view_rules.get(&relation).and_then(|at| self.rules.get(*at))
    }

    /// Numbers of the statistics objects of a relation.
    pub(crate) fn statistics_of(&self, relation: i64) -> &[i64] {
        self.places.statistics.get(&relation).map_or(&[], Vec::as_slice)
    }

    /// Numbers of the functions that were made with a type.
    pub(crate) fn constructors_of(&self, of: i64) -> &[i64] {
        self.places.constructors.get(&of).map_or(&[], Vec::as_slice)
    }
}
