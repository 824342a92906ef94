//! Environments: what the variables of a database hold, by their names.

use domain::database::{Variable, VariableRole};
use domain::secret::{ExposeSecret, Secret};

/// What a variable holds, by the end of its name. Products begin them differently (`POSTGRESQL_ADDON_`, `REDIS_`).
pub(super) fn role(name: &str) -> VariableRole {
    let ends = |end: &str| name.ends_with(end);
    if ends("_URI") || ends("_URL") {
        // Also a direct one: it holds a password.
        VariableRole::Uri
    } else if ends("_DIRECT_HOST") || ends("_DIRECT_PORT") {
        VariableRole::Direct
    } else if ends("_HOST") {
        VariableRole::Host
    } else if ends("_PORT") {
        VariableRole::Port
    } else if ends("_DB") || ends("_DATABASE") {
        VariableRole::Database
    } else if ends("_USER") || ends("_USERNAME") {
        VariableRole::User
    } else if ends("_PASSWORD") {
        VariableRole::Password
    } else if ends("_VERSION") {
        VariableRole::Version
    } else {
        VariableRole::Other
    }
}

/// The variables of a database, each with what it holds.
pub(super) fn variables(pairs: Vec<(String, Secret)>) -> Vec<Variable> {
    pairs.into_iter().map(|(name, value)| Variable { role: role(&name), name, value }).collect()
}

/// The value of the first variable of a role.
pub(super) fn value_of(variables: &[Variable], wanted: VariableRole) -> Option<&str> {
    let of_role = |variable: &&Variable| variable.role == wanted;
    let values = variables.iter().filter(of_role).map(|variable| variable.value.expose_secret());
    values.map(str::trim).find(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_off_the_names_of_every_product() {
        for (name, want) in [
            ("POSTGRESQL_ADDON_URI", VariableRole::Uri),
            ("POSTGRESQL_ADDON_DIRECT_URI", VariableRole::Uri),
            ("POSTGRESQL_ADDON_HOST", VariableRole::Host),
            ("MYSQL_ADDON_DIRECT_HOST", VariableRole::Direct),
            ("MONGODB_ADDON_DIRECT_PORT", VariableRole::Direct),
            ("MYSQL_ADDON_DB", VariableRole::Database),
            ("MYSQL_ADDON_VERSION", VariableRole::Version),
            ("REDIS_HOST", VariableRole::Host),
            ("REDIS_PORT", VariableRole::Port),
            ("REDIS_PASSWORD", VariableRole::Password),
            ("REDIS_CLI_URL", VariableRole::Uri),
            ("POSTGRESQL_ADDON_ROLE", VariableRole::Other),
        ] {
            assert_eq!(role(name), want, "{name}");
        }
    }
}
