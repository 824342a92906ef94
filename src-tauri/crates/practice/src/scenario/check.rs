//! Whether a scenario holds together: every reference leads somewhere, every word is one that is known.

use std::collections::BTreeSet;

use domain::{Error, ErrorKind, Result};

use super::{Fault, IMITATED, Scenario, imitated};
use crate::seed;

const STATES: [&str; 5] =
    ["SHOULD_BE_UP", "SHOULD_BE_DOWN", "WANTS_TO_BE_UP", "MODERATED", "DEFAULT_OF_PAYMENT"];
/// What of a database a template may name.
pub(crate) const PARTS: [&str; 6] = ["host", "port", "database", "user", "password", "uri"];

/// Looks at everything that serde cannot see.
pub(super) fn check(scenario: &Scenario) -> Result<()> {
    known("provider", &scenario.provider, IMITATED.iter().map(|one| one.id))?;
    let Some(provider) = imitated(&scenario.provider) else { return Ok(()) };
    let owners = unique("owners", scenario.owners.iter().map(|owner| owner.key.as_str()))?;
    let databases = unique("databases", scenario.databases.iter().map(|database| database.key.as_str()))?;
    let applications =
        unique("applications", scenario.applications.iter().map(|application| application.key.as_str()))?;
    let configurations = unique("configurations", scenario.configurations.iter().map(|it| it.key.as_str()))?;
    let catalogue = scenario.catalogue();

    let personal = scenario.owners.iter().filter(|owner| owner.personal).count();
    let wanted = usize::from(provider.personal_space);
    ensure(personal == wanted, || format!("owners: exactly {wanted} is personal, not {personal}"))?;
    for (at, owner) in scenario.owners.iter().enumerate() {
        known(&format!("owners[{at}].role"), &owner.role, provider.roles.iter().copied())?;
    }
    for (at, database) in scenario.databases.iter().enumerate() {
        let path = |field: &str| format!("databases[{at}].{field}");
        known(&path("owner"), &database.owner, owners.iter().copied())?;
        let product = catalogue.product(&database.product);
        let product = product
            .ok_or_else(|| invalid(format!("{}: no product {:?}", path("product"), database.product)))?;
        known(&path("plan"), &database.plan, product.plans.iter().map(|plan| plan.slug.as_str()))?;
        known(&path("zone"), &database.zone, catalogue.zones.iter().map(|zone| zone.name.as_str()))?;
        for seed in &database.seed {
            ensure(seed::is_known(seed), || format!("{}: no seed {seed:?}", path("seed")))?;
        }
        if product.is_real() {
            let digits =
                !database.version.is_empty() && database.version.bytes().all(|byte| byte.is_ascii_digit());
            ensure(digits, || format!("{}: a major version, not {:?}", path("version"), database.version))?;
        }
    }
    for (at, application) in scenario.applications.iter().enumerate() {
        let path = |field: &str| format!("applications[{at}].{field}");
        known(&path("owner"), &application.owner, owners.iter().copied())?;
        known(&path("state"), &application.state, STATES)?;
        for key in &application.databases {
            known(&path("databases"), key, databases.iter().copied())?;
        }
        for key in &application.configurations {
            known(&path("configurations"), key, configurations.iter().copied())?;
        }
        for key in &application.depends_on {
            known(&path("depends_on"), key, applications.iter().copied())?;
        }
        for (name, value) in application.env.iter().chain(&application.exposed) {
            templates(&path(name), value, &databases)?;
        }
    }
    for (at, configuration) in scenario.configurations.iter().enumerate() {
        known(&format!("configurations[{at}].owner"), &configuration.owner, owners.iter().copied())?;
        for (name, value) in &configuration.env {
            templates(&format!("configurations[{at}].{name}"), value, &databases)?;
        }
    }
    let is_hosting = provider.id == "alwaysdata";
    ensure(is_hosting == scenario.alwaysdata.is_some(), || {
        "alwaysdata: said by scenarios of that provider, and by no other".into()
    })?;
    if let Some(hosting) = &scenario.alwaysdata {
        super::hosting::check(hosting)?;
    }
    for (at, fault) in scenario.faults.iter().enumerate() {
        check_fault(fault).map_err(|said| invalid(format!("faults[{at}]: {said}")))?;
    }
    Ok(())
}

/// Looks at one fault by itself.
pub(crate) fn check_fault(fault: &Fault) -> Result<(), String> {
    let step = match fault {
        Fault::FailStep { step, .. }
        | Fault::RenameStep { step, .. }
        | Fault::StatusWord { step, .. }
        | Fault::SlowStep { step, .. }
        | Fault::TokenRevoked { at_step: Some(step), .. } => step,
        Fault::Answer { path, .. } if path.is_empty() => return Err("path is empty".into()),
        _ => return Ok(()),
    };
    let known = crate::migration::steps::ALL.contains(&step.as_str());
    if known { Ok(()) } else { Err(format!("no step {step:?}")) }
}

/// Parts of a value: plain text, and references `(key, part)`.
pub(crate) fn references(value: &str) -> Vec<(String, String)> {
    value
        .split("${db:")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(inside, _)| inside.rsplit_once('.').unwrap_or((inside, "")))
        .map(|(key, part)| (key.to_owned(), part.to_owned()))
        .collect()
}

fn templates(path: &str, value: &str, databases: &BTreeSet<&str>) -> Result<()> {
    for (key, part) in references(value) {
        known(path, &key, databases.iter().copied())?;
        known(path, &part, PARTS)?;
    }
    Ok(())
}

fn unique<'a>(what: &str, keys: impl Iterator<Item = &'a str>) -> Result<BTreeSet<&'a str>> {
    let mut seen = BTreeSet::new();
    for key in keys {
        ensure(seen.insert(key), || format!("{what}: {key:?} is there twice"))?;
    }
    Ok(seen)
}

fn known<'a>(path: &str, word: &str, words: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let words: Vec<&str> = words.into_iter().collect();
    ensure(words.contains(&word), || format!("{path}: {word:?} is none of {}", words.join(", ")))
}

fn ensure(holds: bool, said: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { Err(invalid(said())) }
}

fn invalid(said: String) -> Error {
    Error::new(ErrorKind::ScenarioInvalid, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Error {
        let text = include_str!("../../scenarios/default.json");
        assert!(text.contains(from), "{from} is not in the scenario");
        let error = Scenario::parse(&text.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::ScenarioInvalid);
        error
    }

    #[test]
    fn every_scenario_that_is_built_in_holds_together() {
        for name in Scenario::BUILT_IN {
            let scenario = Scenario::built_in(name).unwrap();
            let sells = !scenario.catalogue().products.is_empty();
            assert!(sells || scenario.alwaysdata.is_some(), "the catalogue is readable");
            assert_eq!(&scenario.name, name);
        }
    }

    #[test]
    fn a_field_that_is_not_known_is_an_error_with_its_line() {
        let error = changed("\"step_ms\":", "\"step_sm\":");
        assert!(error.detail.starts_with("line ") && error.detail.contains("step_sm"), "{}", error.detail);
    }

    #[test]
    fn a_reference_that_leads_nowhere_is_an_error_with_its_path() {
        let error = changed("\"plan\": \"xs_sml\"", "\"plan\": \"enormous\"");
        assert!(error.detail.starts_with("databases[0].plan: \"enormous\" is none of"), "{}", error.detail);
        let error = changed("${db:shop-production.host}", "${db:shop-production.address}");
        assert!(error.detail.contains("\"address\" is none of host, port"), "{}", error.detail);
        let error = changed("\"role\": \"ADMIN\"", "\"role\": \"KING\"");
        assert!(error.detail.starts_with("owners["), "{}", error.detail);
    }

    #[test]
    fn a_fault_at_a_step_that_does_not_exist_is_an_error() {
        let fault: Fault =
            serde_json::from_str(r#"{"kind": "fail_step", "step": "DUMP_AND_RESTOR", "message": "m"}"#)
                .unwrap();
        assert!(check_fault(&fault).is_err());
        assert!(
            serde_json::from_str::<Fault>(
                r#"{"kind": "answer", "path": "*", "reply": {"as": "hang", "ms": 1}}"#
            )
            .is_err()
        );
    }
}
