//! Addresses of requests: built strictly, so that no id leads to another resource.

use domain::error::{Error, ErrorKind, Result};
use url::Url;

/// The address under a base, segment by segment; an empty last one ends it with a slash.
///
/// Errors: `InvalidInput` for a base that takes no path, and for a segment that would lead elsewhere.
pub(crate) fn under(base: &Url, path: &[&str]) -> Result<Url> {
    let unusable =
        |what: &str| Error::new(ErrorKind::InvalidInput, format!("{what} cannot stand in an address"));
    let mut url = base.clone();
    {
        let mut segments = url.path_segments_mut().map_err(|()| unusable("the base address"))?;
        segments.pop_if_empty();
        for (place, segment) in path.iter().enumerate() {
            let is_end = segment.is_empty() && place > 0 && place + 1 == path.len();
            let leads_away = segment.is_empty() || matches!(*segment, "." | "..");
            if !is_end && (leads_away || segment.contains(['\t', '\r', '\n'])) {
                return Err(unusable("an empty or relative id"));
            }
            segments.push(segment);
        }
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_where_it_is_put() {
        let base = Url::parse("https://api.example.org/v2/").unwrap();
        let of = |path: &[&str]| under(&base, path).map(|url| url.to_string()).ok();
        assert_eq!(of(&["a", "b c"]).as_deref(), Some("https://api.example.org/v2/a/b%20c"));
        assert_eq!(of(&["a", "x/../y"]).as_deref(), Some("https://api.example.org/v2/a/x%2F..%2Fy"));
        assert_eq!(of(&["a", ""]).as_deref(), Some("https://api.example.org/v2/a/"));
        for bad in [&["a", ".."][..], &["."], &[""], &["a", "", "b"], &["a", "b\nc"]] {
            assert_eq!(of(bad), None, "{bad:?}");
        }
    }
}
