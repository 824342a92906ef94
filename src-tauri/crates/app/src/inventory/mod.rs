//! What there is: databases of all accounts, one database whole, and what each is for.

mod list;
mod mark;
mod page;

pub use list::{AccountDatabases, ListedDatabase};
pub use page::DatabasePage;
pub(crate) use page::harmless;
