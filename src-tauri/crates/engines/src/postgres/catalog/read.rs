//! Reads the catalog model: a fixed number of queries, whatever the number of objects.

use domain::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use super::{Catalog, Extension, Facts, Relation, SequenceState};
use crate::postgres::connect::run;
use crate::postgres::quote::qualified;
use crate::postgres::sql::{for_major, rows};

/// Sequences whose state is asked for in one query.
const SEQUENCES_AT_ONCE: usize = 400;

/// Files of the rarer kinds; all of one shape. The number is the first major that has the kind.
const OTHERS: &[(u32, &str)] = &[
    (10, include_str!("../sql/other_collations.sql")),
    (10, include_str!("../sql/other_operators.sql")),
    (10, include_str!("../sql/other_opfamilies.sql")),
    (10, include_str!("../sql/other_opclasses.sql")),
    (10, include_str!("../sql/other_casts.sql")),
    (10, include_str!("../sql/other_conversions.sql")),
    (10, include_str!("../sql/other_languages.sql")),
    (10, include_str!("../sql/other_transforms.sql")),
    (10, include_str!("../sql/other_methods.sql")),
    (10, include_str!("../sql/other_text_search.sql")),
    (10, include_str!("../sql/other_foreign.sql")),
    (10, include_str!("../sql/other_events.sql")),
    (10, include_str!("../sql/other_publications.sql")),
    (10, include_str!("../sql/other_default_acl.sql")),
    (10, include_str!("../sql/other_settings.sql")),
    (10, include_str!("../sql/other_database.sql")),
    (10, include_str!("../sql/other_noted.sql")),
];

/// Who answers, and how it is set up.
pub(crate) async fn facts(connection: &mut PgConnection) -> Result<Facts> {
    let found: Vec<Facts> = rows(connection, include_str!("../sql/facts.sql"), "asking who answers").await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| Error::new(ErrorKind::Internal, "the server does not know its database"))
}

/// Reads everything. The session's transaction decides of which moment.
pub(crate) async fn read(connection: &mut PgConnection) -> Result<Catalog> {
    let facts = facts(connection).await?;
    let mut reader = Reader { major: facts.major, connection };
    let mut catalog = Catalog {
        depends: reader.all(include_str!("../sql/depends.sql"), "reading dependencies").await?,
        schemas: reader.all(include_str!("../sql/schemas.sql"), "reading schemas").await?,
        extensions: reader.all(include_str!("../sql/extensions.sql"), "reading extensions").await?,
        relations: reader.all(include_str!("../sql/relations.sql"), "reading relations").await?,
        inherits: reader.all(include_str!("../sql/inherits.sql"), "reading inheritance").await?,
        constraints: reader.all(include_str!("../sql/constraints.sql"), "reading constraints").await?,
        indexes: reader.all(include_str!("../sql/indexes.sql"), "reading indexes").await?,
        sequences: reader.all(include_str!("../sql/sequences.sql"), "reading sequences").await?,
        routines: reader.all(include_str!("../sql/routines.sql"), "reading routines").await?,
        types: reader.all(include_str!("../sql/types.sql"), "reading types").await?,
        triggers: reader.all(include_str!("../sql/triggers.sql"), "reading triggers").await?,
        rules: reader.all(include_str!("../sql/rules.sql"), "reading rules").await?,
        policies: reader.all(include_str!("../sql/policies.sql"), "reading policies").await?,
        statistics: reader.all(include_str!("../sql/statistics.sql"), "reading statistics objects").await?,
        comments: reader.all(include_str!("../sql/comments.sql"), "reading comments").await?,
        facts,
        ..Catalog::default()
    };
    reader.stock_comments(&mut catalog.extensions).await?;
    for column in reader.all::<super::Column>(include_str!("../sql/columns.sql"), "reading columns").await? {
        catalog.columns.entry(column.relation).or_default().push(column);
    }
    for (since, sql) in OTHERS {
        if reader.major >= *since {
            catalog.others.extend(reader.all::<super::Other>(sql, "reading rarer kinds").await?);
        }
    }
    let subscriptions = match catalog.facts.superuser {
        true => include_str!("../sql/other_subscriptions_whole.sql"),
        false => include_str!("../sql/other_subscriptions.sql"),
    };
    catalog.others.extend(reader.all::<super::Other>(subscriptions, "reading subscriptions").await?);
    let large: Vec<super::LargeObjects> =
        reader.all(include_str!("../sql/large_objects.sql"), "counting large objects").await?;
    catalog.large_objects = large.into_iter().next().unwrap_or_default();
    catalog.stock_rights =
        reader.all(include_str!("../sql/stock_rights.sql"), "reading rights of stock objects").await?;
    catalog.large_groups =
        reader.all(include_str!("../sql/large_groups.sql"), "reading large objects").await?;
    catalog.roles = reader.all(include_str!("../sql/roles.sql"), "reading roles").await?;
    catalog.labels = reader.all(include_str!("../sql/labels.sql"), "reading security labels").await?;
    let analyzed: Vec<Numbered> =
        reader.all(include_str!("../sql/analyzed.sql"), "reading which tables have statistics").await?;
    catalog.analyzed = analyzed.into_iter().map(|table| table.oid).collect();
    catalog.relations.sort_by_key(|relation| relation.oid);
    let states = reader.sequence_states(&catalog.relations).await?;
    catalog.sequence_states = states.into_iter().map(|state| (state.oid, state)).collect();
    super::accounting::census(reader.connection, &mut catalog).await?;
    catalog.index();
    Ok(catalog)
}

#[derive(serde::Deserialize)]
struct Numbered {
    oid: i64,
}

#[derive(serde::Deserialize)]
struct Offered {
    name: String,
    comment: Option<String>,
}

struct Reader<'a> {
    connection: &'a mut PgConnection,
    major: u32,
}

impl Reader<'_> {
    async fn all<T>(&mut self, sql: &str, doing: &str) -> Result<Vec<T>>
    where
        T: DeserializeOwned + Send + Unpin + 'static,
    {
        rows(self.connection, &for_major(sql, self.major), doing).await
    }

    /// One broken control file on the server's disk, of whatever extension, makes this question fail.
    async fn stock_comments(&mut self, extensions: &mut [Extension]) -> Result<()> {
        let doing = "reading comments of extensions";
        run(self.connection, "SAVEPOINT changeover_offered", doing).await?;
        let sql = "SELECT a.name, a.comment FROM pg_catalog.pg_available_extensions a";
        let offered: Vec<Offered> = match self.all(sql, doing).await {
            Ok(offered) => offered,
            Err(error) if error.kind == ErrorKind::DatabaseRefused => Vec::new(),
            Err(error) => return Err(error),
        };
        run(self.connection, "ROLLBACK TO SAVEPOINT changeover_offered", doing).await?;
        for extension in extensions {
            let found = offered.iter().find(|offered| offered.name == extension.name);
            extension.stock_comment = found.and_then(|found| found.comment.clone());
        }
        Ok(())
    }

    /// Where sequences stand. Each is locked by the question, and a server has places for so many locks: going back to a
    /// savepoint gives them up, which the functions that tell the same would not.
    async fn sequence_states(&mut self, relations: &[Relation]) -> Result<Vec<SequenceState>> {
        let doing = "reading sequence values";
        let sequences: Vec<_> = relations.iter().filter(|r| r.kind == "S" && r.readable).collect();
        let mut states = Vec::with_capacity(sequences.len());
        for some in sequences.chunks(SEQUENCES_AT_ONCE) {
            let parts = some.iter().map(|s| {
                let from = qualified(&s.schema, &s.name);
                format!(
                    "SELECT {}::int8 AS oid, last_value::text AS last_value, is_called FROM {from}",
                    s.oid
                )
            });
            let parts: Vec<_> = parts.collect();
            run(self.connection, "SAVEPOINT changeover_sequences", doing).await?;
            states.extend(self.all(&parts.join("\nUNION ALL\n"), doing).await?);
            let back = "ROLLBACK TO SAVEPOINT changeover_sequences; RELEASE SAVEPOINT changeover_sequences";
            run(self.connection, back, doing).await?;
        }
        Ok(states)
    }
}
