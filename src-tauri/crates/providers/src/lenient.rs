//! Values as they may come: text that is sometimes a number, numbers that are sometimes text, dates in several spellings,
//! lists that are sometimes missing.

use std::fmt;

use domain::time::Timestamp;
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// Text; a number or a truth value is taken as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) String);

/// A finite number; text that is one counts too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

/// A point in time, in milliseconds or as a date of ISO 8601, with or without `[UTC]`; anything else is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Option<Timestamp>);

/// A list; `null` is an empty one.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}

/// The text of an optional value, when it says anything.
pub(crate) fn said(text: Option<Text>) -> Option<String> {
    text.map(|text| text.0).filter(|text| !text.trim().is_empty())
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Text, E> {
        Ok(Text(value.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        let number = text.0.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(Number).ok_or_else(|| de::Error::custom("not a number"))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Option::<Text>::deserialize(deserializer)?.and_then(|text| moment(&text.0))))
    }
}

/// Reads a point in time.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(millis) = text.parse::<i64>() {
        return Some(Timestamp(millis));
    }
    let date = text.split('[').next().unwrap_or_default();
    let stamp: jiff::Timestamp = date.parse().ok()?;
    Some(Timestamp(stamp.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_spelling() {
        let want = Some(Timestamp(1_772_442_847_118));
        for text in [
            "2026-03-02T09:14:07.118Z",
            "2026-03-02T09:14:07.1180Z",
            "2026-03-02T09:14:07.118000Z",
            "2026-03-02T09:14:07.118Z[UTC]",
            "2026-03-02T10:14:07.118+01:00",
            "1772442847118",
        ] {
            assert_eq!(moment(text), want, "{text}");
        }
        assert_eq!(moment("2026-03-02T09:14:07Z"), Some(Timestamp(1_772_442_847_000)));
        for junk in ["", "yesterday", "2026-13-45T00:00:00Z", "[UTC]"] {
            assert_eq!(moment(junk), None, "{junk}");
        }
    }

    #[test]
    fn numbers_and_text_stand_for_each_other_but_nothing_else_does() {
        assert_eq!(serde_json::from_str::<Text>("17").unwrap().0, "17");
        assert_eq!(serde_json::from_str::<Text>("\"8.0\"").unwrap().0, "8.0");
        assert_eq!(serde_json::from_str::<Number>("\"5432\"").unwrap().0, 5432.0);
        assert!(serde_json::from_str::<Text>("{}").is_err());
        assert!(serde_json::from_str::<Number>("\"NaN\"").is_err());
        assert_eq!(serde_json::from_str::<Moment>("null").unwrap(), Moment(None));
    }
}
