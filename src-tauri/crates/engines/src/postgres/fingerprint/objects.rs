//! Prints of objects, owners and grants, from the model. It asks the server nothing.

use domain::verification::{ObjectPrint, RightPrint};

use super::super::catalog::Catalog;
use super::super::ddl::{self, Site};
use super::super::reread;

pub(super) struct Drawn {
    pub(super) objects: Vec<ObjectPrint>,
    pub(super) rights: Vec<RightPrint>,
    pub(super) roles: Vec<String>,
}

/// All counted objects, in a stable order. A thing that cannot be carried is printed too, by kind and name.
pub(super) fn of(catalog: &Catalog) -> Drawn {
    let site = Site {
        from_user: catalog.facts.user.clone(),
        // Users have other names on the two sides; the definitions that name them are meant to be equal.
        to_user: "(the user)".to_owned(),
        superuser: true,
        ..Site::default()
    };
    let drawing = ddl::draw(catalog, &site);
    let mut objects: Vec<ObjectPrint> = drawing
        .nodes
        .iter()
        .filter(|node| node.counted)
        .map(|node| {
            let definition = node.print.clone().unwrap_or_else(|| node.statements.join(";"));
            let definition = reread::stable(&definition);
            let hash = blake3::hash(definition.as_bytes()).to_hex()[..32].to_owned();
            ObjectPrint { kind: node.kind.to_owned(), name: node.name.clone(), hash }
        })
        .collect();
    objects.sort();
    objects.dedup();
    let mut rights = drawing.held(catalog);
    rights.sort();
    rights.dedup();
    let mut roles: Vec<String> = catalog.roles.iter().map(|role| role.name.clone()).collect();
    roles.sort();
    Drawn { objects, rights, roles }
}
