//! Ids and names. Ids follow the same scenario from start to start; names inside servers are made up afresh each time.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// A UUID (version 4 by its bits) that is always the same for the same words. Clients check that ids are well formed.
pub(crate) fn stable(scope: &str, key: &str) -> Uuid {
    let hash = Sha256::digest(format!("{scope}\u{0}{key}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_random_bytes(bytes).into_uuid()
}

/// `prefix_<uuid>`, always the same for the same words.
pub(crate) fn named(prefix: &str, key: &str) -> String {
    format!("{prefix}_{}", stable(prefix, key))
}

/// `prefix_<uuid>`, or a plain number of six digits where the provider counts, always the same for the same words.
pub(crate) fn id_of(numbers: bool, prefix: &str, key: &str) -> String {
    if numbers { number(&stable(prefix, key)) } else { named(prefix, key) }
}

/// A plain number of six digits, another one each time.
pub(crate) fn random_number() -> String {
    number(&Uuid::new_v4())
}

fn number(id: &Uuid) -> String {
    (100_000 + id.as_u128() % 900_000).to_string()
}

/// `prefix_<uuid>`, another one each time.
pub(crate) fn random_id(prefix: &str) -> String {
    format!("{prefix}_{}", Uuid::new_v4())
}

/// A name such as hosts give to databases and users: a letter and 19 more letters and digits.
pub(crate) fn random_name(first: char) -> String {
    let hex = Uuid::new_v4().simple().to_string();
    format!("{first}{}", &hex[..19])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_well_formed() {
        let id = stable("addon", "shop");
        assert_eq!(id, stable("addon", "shop"));
        assert_ne!(id, stable("orga", "shop"));
        assert_eq!((id.get_version_num(), id.get_variant()), (4, uuid::Variant::RFC4122));
        assert_eq!((id_of(true, "addon", "shop").len(), id_of(false, "addon", "shop").len()), (6, 42));
        assert_ne!(random_name('b'), random_name('b'));
        assert_eq!(random_name('b').len(), 20);
    }
}
