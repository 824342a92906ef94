//! Questions to a catalog model that several drawers ask.

use std::collections::HashSet;

use super::{Catalog, Relation};
use crate::postgres::class::{self, Key};
use crate::postgres::quote::{ident, plain, shown};

impl Catalog {
    /// Names of the schemas of the source.
    pub(crate) fn schema_names(&self) -> HashSet<&str> {
        self.schemas.iter().map(|schema| schema.name.as_str()).collect()
    }

    /// Whether something comes with an extension's object: made with it, or automatically dropped with it.
    pub(crate) fn comes_with_member(&self, key: Key) -> bool {
        let mut keys = vec![key];
        for _ in 0..4 {
            let above: Vec<Key> = keys
                .iter()
                .flat_map(|key| self.depends_of(*key))
                .filter(|d| matches!(d.kind, 'a' | 'i' | 'P' | 'S'))
                .map(|d| (d.ref_class, d.ref_oid))
                .collect();
            if above.iter().any(|key| self.is_member(key.0, key.1)) {
                return true;
            }
            keys = above;
        }
        false
    }

    /// Materialized views that a query of this relation reads, directly or through views and functions with a parsed body.
    pub(crate) fn materialized_below(&self, relation: i64) -> Vec<&Relation> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([(class::CLASS, relation)]);
        let mut open = vec![(class::CLASS, relation)];
        while let Some(key) = open.pop() {
            let rule = self.view_rule(key.1).filter(|_| key.0 == class::CLASS);
            let keys: Vec<Key> = rule.map(|r| (class::REWRITE, r.oid)).into_iter().chain([key]).collect();
            for d in keys.iter().flat_map(|key| self.depends_of(*key)) {
                let next = (d.ref_class, d.ref_oid);
                if !matches!(next.0, class::CLASS | class::PROC) || !seen.insert(next) {
                    continue;
                }
                match self.relation(next.1).filter(|r| next.0 == class::CLASS && r.kind == "m") {
                    Some(view) => found.push(view),
                    None => open.push(next),
                }
            }
        }
        found
    }

    /// How SQL names a column of a relation or of a composite type.
    pub(crate) fn column_label(&self, relation: i64, number: i64) -> Option<String> {
        let column = self.columns_of(relation).iter().find(|c| c.number == number)?;
        let owner = match self.relation(relation) {
            Some(relation) => relation.sql(),
            None => {
                let composite = self.types.iter().find(|t| t.relation == relation)?;
                crate::postgres::quote::qualified(&composite.schema, &composite.name)
            }
        };
        Some(format!("COLUMN {owner}.{}", ident(&column.name)))
    }

    /// A name for an object of any catalog, as far as the model knows one.
    pub(crate) fn any_name(&self, key: Key) -> Option<String> {
        match key.0 {
            class::CLASS => self.relation(key.1).map(Relation::shown),
            class::TYPE => self.types.iter().find(|t| t.oid == key.1).map(|t| shown(&t.schema, &t.name)),
            class::PROC => self.routines.iter().find(|r| r.oid == key.1).map(|r| shown(&r.schema, &r.name)),
            class::CONSTRAINT => self.constraints.iter().find(|k| k.oid == key.1).map(|k| plain(&k.name)),
            class::NAMESPACE => self.schemas.iter().find(|s| s.oid == key.1).map(|s| plain(&s.name)),
            _ => self.others.iter().find(|o| (o.class, o.oid) == key).map(|o| plain(&o.name)),
        }
    }
}
