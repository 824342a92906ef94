//! What hangs on tables: triggers, rules, policies, statistics objects. And the rarer kinds.

use domain::engine::Reason;
use domain::finding::Level;

use super::fields::firing;
use super::{Drawing, Node, Rights, Site};
use crate::postgres::catalog::{Catalog, Policy, Relation, Rule, Trigger};
use crate::postgres::class;
use crate::postgres::normalise;
use crate::postgres::quote::{ident, plain, qualified, shown};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for trigger in &catalog.triggers {
        if let Some(relation) = owner(catalog, drawing, (class::TRIGGER, trigger.oid), trigger.relation) {
            a_trigger(catalog, relation, trigger, drawing);
        }
    }
    for rule in &catalog.rules {
        if let Some(relation) = owner(catalog, drawing, (class::REWRITE, rule.oid), rule.relation) {
            a_rule(catalog, relation, rule, drawing);
        }
    }
    for policy in &catalog.policies {
        if let Some(relation) = owner(catalog, drawing, (class::POLICY, policy.oid), policy.relation) {
            a_policy(relation, policy, site, drawing);
        }
    }
    for object in &catalog.statistics {
        let key = (class::STATISTIC_EXT, object.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        let sql = qualified(&object.schema, &object.name);
        let label = format!("STATISTICS {sql}");
        let mut node = Node::new(key, "statistics", shown(&object.schema, &object.name)).rank(45);
        node = node.says(object.definition.clone());
        if let Some(target) = object.target {
            node = node.says(format!("ALTER STATISTICS {sql} SET STATISTICS {target}"));
        }
        drawing.add(node, label.clone());
        let owner = Some(object.owner.clone());
        drawing.right(Rights::owned(key, label, owner));
    }
}

/// The relation that something hangs on; what hangs on an extension's relation comes with it only if it is a member.
fn owner<'a>(
    catalog: &'a Catalog,
    drawing: &mut Drawing,
    key: class::Key,
    relation: i64,
) -> Option<&'a Relation> {
    if catalog.is_member(key.0, key.1) {
        return None;
    }
    if catalog.is_member(class::CLASS, relation) {
        drawing.part_of(key, (class::CLASS, relation));
        return None;
    }
    catalog.relation(relation)
}

fn a_trigger(catalog: &Catalog, relation: &Relation, trigger: &Trigger, drawing: &mut Drawing) {
    let key = (class::TRIGGER, trigger.oid);
    if trigger.parent != 0 {
        let parent = (class::TRIGGER, trigger.parent);
        drawing.part_of(key, parent);
        let of = |oid: i64| catalog.trigger(oid);
        let mut root = trigger;
        while let Some(above) = of(root.parent) {
            root = above;
        }
        // Those that do the work of a foreign key have names of the server's making, and no state of their own.
        if !root.internal && of(trigger.parent).is_some_and(|above| above.enabled != trigger.enabled) {
            let name = format!("{}.{}", relation.shown(), plain(&trigger.name));
            let mut node =
                Node::new((class::FIRING, trigger.oid), "trigger_state", name).rank(181).late().repeats();
            let state = firing(&relation.sql(), "TRIGGER", &trigger.name, &trigger.enabled);
            let usual = format!("ALTER TABLE {} ENABLE TRIGGER {}", relation.sql(), ident(&trigger.name));
            node.statements.push(state.unwrap_or(usual));
            node = node.needs((class::FIRING, trigger.parent));
            drawing.add(node.needs(parent), None);
        }
        return;
    }
    if trigger.internal {
        // It does the work of a foreign key, and comes with it.
        let of = catalog.depends_of(key).iter().find(|d| d.ref_class == class::CONSTRAINT);
        drawing.part_of(key, of.map_or((class::CLASS, relation.oid), |d| (d.ref_class, d.ref_oid)));
        return;
    }
    let name = format!("{}.{}", relation.shown(), plain(&trigger.name));
    let mut node = Node::new(key, "trigger", name).rank(180).says(trigger.definition.clone()).late();
    node.statements.extend(firing(&relation.sql(), "TRIGGER", &trigger.name, &trigger.enabled));
    // Servers before 12 print the older word for the same thing.
    let printed = node.statements.join(";");
    node.print = Some(printed.replacen(" EXECUTE PROCEDURE ", " EXECUTE FUNCTION ", 1));
    let label = format!("TRIGGER {} ON {}", ident(&trigger.name), relation.sql());
    let drop = format!("DROP TRIGGER IF EXISTS {} ON {}", ident(&trigger.name), relation.sql());
    drawing.add(node.needs((class::CLASS, relation.oid)).goes_by(drop), label);
}

fn a_rule(catalog: &Catalog, relation: &Relation, rule: &Rule, drawing: &mut Drawing) {
    let key = (class::REWRITE, rule.oid);
    if rule.is_view && matches!(relation.kind.as_str(), "v" | "m") {
        drawing.part_of(key, (class::CLASS, relation.oid));
        return;
    }
    let name = format!("{}.{}", relation.shown(), plain(&rule.name));
    let mut node = Node::new(key, "rule", name).rank(175).says(rule.definition.clone()).late();
    node.print = Some(normalise::query(&rule.definition, &catalog.schema_names()) + &rule.enabled);
    node.statements.extend(firing(&relation.sql(), "RULE", &rule.name, &rule.enabled));
    let label = format!("RULE {} ON {}", ident(&rule.name), relation.sql());
    drawing.add(node.needs((class::CLASS, relation.oid)), label);
}

fn a_policy(relation: &Relation, policy: &Policy, site: &Site, drawing: &mut Drawing) {
    let key = (class::POLICY, policy.oid);
    let seen = format!("{}.{}", relation.shown(), plain(&policy.name));
    let mut roles = Vec::new();
    for role in &policy.roles {
        match site.role(role) {
            _ if role.is_empty() => roles.push("PUBLIC".to_owned()),
            Some(role) => roles.push(ident(&role)),
            // Without its role a policy would let others see, or nobody.
            None => {
                drawing.note("policy", &seen, Reason::RoleMissing, Level::Blocker, &[("role", role)]);
                roles.push(ident(role));
            }
        }
    }
    let command = match policy.command.as_str() {
        "r" => " FOR SELECT",
        "a" => " FOR INSERT",
        "w" => " FOR UPDATE",
        "d" => " FOR DELETE",
        _ => "",
    };
    let kind = if policy.permissive { "" } else { " AS RESTRICTIVE" };
    let mut statement = format!(
        "CREATE POLICY {} ON {}{kind}{command} TO {}",
        ident(&policy.name),
        relation.sql(),
        roles.join(", ")
    );
    if let Some(expression) = &policy.using_expression {
        statement.push_str(&format!(" USING ({expression})"));
    }
    if let Some(expression) = &policy.check_expression {
        statement.push_str(&format!(" WITH CHECK ({expression})"));
    }
    let label = format!("POLICY {} ON {}", ident(&policy.name), relation.sql());
    let node = Node::new(key, "policy", seen).rank(185).says(statement).late();
    drawing.add(node.needs((class::CLASS, relation.oid)), label);
}
