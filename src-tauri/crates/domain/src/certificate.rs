//! What a database server shows of itself before anybody signs in, and what is remembered of it. No parsing of certificates here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, ErrorKind};
use crate::time::Timestamp;

/// SHA-256 over the whole certificate of a server. Written as `openssl x509 -fingerprint -sha256` does: 32 bytes in upper-case
/// hexadecimal with colons between them. Read in any case, with colons or without.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct CertificatePrint(pub [u8; 32]);

/// What a server showed in a handshake in which it proved to hold the certificate's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The print of the server's own certificate.
    pub print: CertificatePrint,
    /// Whether this machine's trust store vouches for it under the host's name, today.
    pub verified: bool,
}

/// What is remembered of a server since it was first met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RememberedCertificate {
    /// Host name or address, in lower case.
    pub host: String,
    /// Port.
    pub port: u16,
    /// The print that was seen first.
    pub print: CertificatePrint,
    /// Whether the machine's trust store vouched for it then: such a server has to prove its name each time, and its certificate may
    /// be renewed. Any other has to show exactly this certificate.
    pub verified: bool,
    /// When it was first seen.
    pub since: Timestamp,
}

impl fmt::Display for CertificatePrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            let colon = if index == 0 { "" } else { ":" };
            write!(f, "{colon}{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for CertificatePrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CertificatePrint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || Error::new(ErrorKind::InvalidInput, "this is not the print of a certificate");
        let digits: Vec<u32> = text
            .chars()
            .filter(|c| *c != ':')
            .map(|c| c.to_digit(16).ok_or_else(refused))
            .collect::<Result<_, _>>()?;
        if digits.len() != 64 {
            return Err(refused());
        }
        let mut print = [0_u8; 32];
        for (byte, pair) in print.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().fold(0, |sum, digit| sum << 4 | u8::try_from(*digit).unwrap_or_default());
        }
        Ok(Self(print))
    }
}

impl TryFrom<String> for CertificatePrint {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<CertificatePrint> for String {
    fn from(print: CertificatePrint) -> Self {
        print.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_is_written_as_openssl_writes_it_and_read_back() {
        let mut bytes = [0_u8; 32];
        bytes[0] = 0xAB;
        bytes[31] = 0x0C;
        let print = CertificatePrint(bytes);
        let text = print.to_string();
        assert!(text.starts_with("AB:00:") && text.ends_with(":00:0C"), "{text}");
        assert_eq!(text.len(), 95);
        assert_eq!(text.parse::<CertificatePrint>().unwrap(), print);
        assert_eq!(text.replace(':', "").to_lowercase().parse::<CertificatePrint>().unwrap(), print);
        assert_eq!(
            serde_json::from_str::<CertificatePrint>(&serde_json::to_string(&print).unwrap()).unwrap(),
            print
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "AB", &"G".repeat(64), &"A".repeat(63), &"A".repeat(65)] {
            assert_eq!(text.parse::<CertificatePrint>().unwrap_err().kind, ErrorKind::InvalidInput, "{text}");
        }
    }
}
