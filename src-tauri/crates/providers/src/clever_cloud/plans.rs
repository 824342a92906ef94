//! Plans: what their features say. Features are worded for people and coded unevenly; the traps are handled here.

use domain::money::Money;
use domain::offer::{Plan, PlanFeature};

use super::wire::{FeatureView, PlanView};
use crate::lenient::said;

impl FeatureView {
    fn is(&self, code: &str) -> bool {
        self.name_code.as_ref().is_some_and(|own| own.0.eq_ignore_ascii_case(code))
    }

    fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|own| own.0.trim().eq_ignore_ascii_case(name))
    }

    /// The value for people.
    fn words(&self) -> Option<&str> {
        self.value.as_ref().map(|value| value.0.trim()).filter(|value| !value.is_empty())
    }
}

fn coded<'a>(plan: &'a PlanView, code: &str) -> Option<&'a FeatureView> {
    plan.features.iter().find(|feature| feature.is(code))
}

/// Whether the plan has a server of its own, by the words for people: the coded value means "dedicated" for some products
/// and "shared" for MySQL.
pub(super) fn dedicated(plan: &PlanView) -> Option<bool> {
    let features = || plan.features.iter();
    let told = features()
        .filter(|feature| feature.is_named("type"))
        .chain(features().filter(|f| f.is("is-dedicated")));
    told.filter_map(FeatureView::words).find_map(|words| match words.to_ascii_lowercase().as_str() {
        "dedicated" => Some(true),
        "shared" => Some(false),
        _ => None,
    })
}

/// Whether the plan says that it can be migrated; most products do not say.
pub(super) fn migratable(plan: &PlanView) -> Option<bool> {
    match coded(plan, "is-migratable")?.words()?.to_ascii_lowercase().as_str() {
        "no" | "false" => Some(false),
        "yes" | "true" => Some(true),
        _ => None,
    }
}

/// A plan that can be chosen. `hourly` comes from the price list.
pub(super) fn plan(view: PlanView, hourly: Option<Money>, fallback_zones: &[String]) -> Plan {
    let bytes = |code: &str| coded(&view, code).and_then(size);
    let count = |code: &str| {
        let words = coded(&view, code)?.words()?;
        words.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse::<u32>().ok()
    };
    let zones: Vec<String> = view.zones.iter().map(|zone| zone.0.clone()).collect();
    let slug = said(view.slug.clone()).unwrap_or_else(|| view.id.clone());
    Plan {
        name: said(view.name.clone()).unwrap_or_else(|| slug.clone()),
        slug,
        monthly: view.price.map(|price| Money { amount: price.0, currency: "EUR".into() }),
        hourly,
        zones: if zones.is_empty() { fallback_zones.to_vec() } else { zones },
        dedicated: dedicated(&view),
        disk_bytes: bytes("disk-size").or_else(|| bytes("max-db-size")),
        memory_bytes: bytes("memory"),
        cpus: count("cpu"),
        connections: count("connection-limit"),
        migratable: migratable(&view),
        only_versions: Vec::new(),
        features: view
            .features
            .iter()
            .filter_map(|feature| {
                Some(PlanFeature { name: said(feature.name.clone())?, value: feature.words()?.to_owned() })
            })
            .collect(),
        id: view.id,
    }
}

/// A size in bytes: the coded value where it is large enough to be bytes, else by the words for people (`10 GB`).
fn size(feature: &FeatureView) -> Option<u64> {
    let coded = feature.computable_value.as_ref().and_then(|value| value.0.trim().parse::<u64>().ok());
    coded.filter(|bytes| *bytes >= 1 << 20).or_else(|| feature.words().and_then(size_in_words))
}

/// `256 MB`, `1.5 TB`, `512 MiB`. Decimal unless the unit says otherwise: rather too small than too large.
fn size_in_words(words: &str) -> Option<u64> {
    let words = words.trim().replace(',', ".");
    let split = words.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = words[..split].parse().ok()?;
    let unit = words[split..].trim().to_ascii_lowercase();
    let factor: f64 = match unit.as_str() {
        "b" | "bytes" => 1.0,
        "kb" | "ko" => 1e3,
        "mb" | "mo" => 1e6,
        "gb" | "go" => 1e9,
        "tb" | "to" => 1e12,
        "kib" => 1024.0,
        "mib" => 1_048_576.0,
        "gib" => 1_073_741_824.0,
        "tib" => 1_099_511_627_776.0,
        _ => return None,
    };
    let bytes = (number * factor).round();
    // Above 2^53 a float counts no single bytes any more; no plan is that large.
    (0.0..9e15).contains(&bytes).then(|| format!("{bytes:.0}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(json: &str) -> PlanView {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_words_for_people_say_whether_a_plan_is_dedicated() {
        let of = |features: &str| dedicated(&view(&format!(r#"{{"id":"p","features":{features}}}"#)));
        let postgres = r#"[{"name":"Type","value":"Dedicated","computable_value":"dedicated","name_code":"is-dedicated"}]"#;
        let mysql_shared =
            r#"[{"name":"Type","value":"Shared","computable_value":"true","name_code":"is-dedicated"}]"#;
        let mysql_own =
            r#"[{"name":"Type","value":"DEDICATED","computable_value":"false","name_code":"is-dedicated"}]"#;
        let unnamed =
            r#"[{"name":"Server","value":"shared","computable_value":null,"name_code":"is-dedicated"}]"#;
        let coded_only =
            r#"[{"name":"Server","value":null,"computable_value":"false","name_code":"is-dedicated"}]"#;
        assert_eq!(of(postgres), Some(true));
        assert_eq!(of(mysql_shared), Some(false));
        assert_eq!(of(mysql_own), Some(true));
        assert_eq!(of(unnamed), Some(false));
        assert_eq!(of(coded_only), None, "a coded value alone says nothing");
        assert_eq!(of("null"), None);
    }

    #[test]
    fn only_an_explicit_no_is_a_no() {
        let of = |value: &str| {
            let json = format!(
                r#"{{"id":"p","features":[{{"name":"Migration","value":{value},"name_code":"is-migratable"}}]}}"#
            );
            migratable(&view(&json))
        };
        assert_eq!(of("\"No\""), Some(false));
        assert_eq!(of("false"), Some(false));
        assert_eq!(of("\"Yes\""), Some(true));
        assert_eq!(of("null"), None);
        assert_eq!(of("\"On request\""), None);
        assert_eq!(migratable(&view(r#"{"id":"p"}"#)), None);
    }

    #[test]
    fn sizes_are_read_from_words() {
        for (words, bytes) in [
            ("256 MB", Some(256_000_000)),
            ("10GB", Some(10_000_000_000)),
            ("1,5 TB", Some(1_500_000_000_000)),
            ("512 MiB", Some(536_870_912)),
            ("Unlimited", None),
            ("10", None),
            ("-5 GB", None),
        ] {
            assert_eq!(size_in_words(words), bytes, "{words}");
        }
    }
}
