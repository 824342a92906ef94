//! Labels of security modules: given again where the target has the module loaded, named where it has not.

use domain::engine::Reason;
use domain::finding::Level;

use super::{Drawing, Node, Site};
use crate::postgres::catalog::Catalog;
use crate::postgres::class;
use crate::postgres::quote::{ident, literal};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for (number, label) in (0_i64..).zip(&catalog.labels) {
        let key = (label.class, label.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        let of = match key.0 {
            class::LARGE_OBJECT => Some(format!("LARGE OBJECT {}", key.1)),
            _ if label.sub > 0 => catalog.column_label(label.oid, label.sub),
            _ => drawing.labels.get(&key).cloned(),
        };
        let name = match &of {
            Some(of) => format!("{} on {of}", label.provider),
            None => format!("{} on {}/{}", label.provider, key.0, key.1),
        };
        let Some(of) = of.filter(|_| site.labellers.contains(&label.provider)) else {
            drawing.note(
                "security_label",
                &name,
                Reason::NeedsServerFile,
                Level::Warning,
                &[("provider", &label.provider)],
            );
            continue;
        };
        let statement =
            format!("SECURITY LABEL FOR {} ON {of} IS {}", ident(&label.provider), literal(&label.text));
        let node = Node::new((class::LABEL, number), "security_label", name)
            .rank(196)
            .says(statement)
            .late()
            .part()
            .repeats();
        drawing.add(node, None);
    }
}
