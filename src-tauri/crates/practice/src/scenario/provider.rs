//! The providers that a scenario can be about, as data: the words that differ from one to the next. One entry each.

/// A provider that can be imitated.
#[derive(Debug)]
pub struct Imitated {
    /// Its id, as everywhere in the product.
    pub id: &'static str,
    /// Roles that a person can have in an organisation or project.
    pub roles: &'static [&'static str],
    /// Whether people have a space of their own beside organisations.
    pub personal_space: bool,
    /// Whether its ids are plain numbers.
    pub numbers: bool,
    /// Whether a database is a whole server that is handed over with its administrator, instead of a database inside one.
    pub whole_servers: bool,
    /// What it sells, as JSON; see [`Catalogue`](super::Catalogue).
    pub catalogue: &'static str,
}

/// Every one of them. The first is what a scenario is about that names none.
pub const IMITATED: &[Imitated] = &[
    Imitated {
        id: "clever-cloud",
        roles: &["ADMIN", "MANAGER", "DEVELOPER", "ACCOUNTING"],
        personal_space: true,
        numbers: false,
        whole_servers: false,
        catalogue: include_str!("../../scenarios/catalogue.json"),
    },
    Imitated {
        id: "alwaysdata",
        roles: &[],
        personal_space: false,
        numbers: true,
        whole_servers: false,
        // What can be chosen there is chosen for accounts, by nobody here.
        catalogue: r#"{ "zones": [], "products": [] }"#,
    },
    Imitated {
        id: "elestio",
        roles: &["Owner", "Admin", "Read-Only"],
        personal_space: false,
        numbers: true,
        whole_servers: true,
        catalogue: include_str!("../../scenarios/elestio-catalogue.json"),
    },
];

/// A provider by its id.
#[must_use]
pub fn imitated(id: &str) -> Option<&'static Imitated> {
    IMITATED.iter().find(|one| one.id == id)
}
