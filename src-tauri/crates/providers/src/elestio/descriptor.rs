//! Elestio as data: what it can do, what a migration means there, how one signs in. No behaviour.

use domain::account::SignInWay;
use domain::ids::ProviderId;
use domain::provider::{
    Capability, Consequence, CredentialField, Descriptor, FieldKind, PanelPage, SignInForm, SupportContact,
};
use domain::run::Method;

/// The id of the provider, stable for ever.
pub(super) const ID: &str = "elestio";

/// Where requests are sent, and nowhere else.
pub(super) const API: &str = "https://api.elest.io";

const DASHBOARD: &str = "https://dash.elest.io";
const TOKENS: &str = "https://dash.elest.io/account/security";
const SUPPORT: &str = "https://docs.elest.io";

/// The provider as data.
pub(super) fn descriptor() -> Descriptor {
    Descriptor {
        id: ProviderId(ID.into()),
        name: "Elestio".into(),
        logo: include_str!("logo.svg").into(),
        sign_in: vec![SignInForm {
            way: SignInWay::Token,
            fields: vec![
                field("email", FieldKind::Text, None),
                field("token", FieldKind::Secret, None),
                field("base_url", FieldKind::Url, Some(API)),
            ],
            help_url: Some(TOKENS.into()),
        }],
        capabilities: vec![
            Capability::Inventory,
            Capability::Price,
            Capability::Backups,
            Capability::TestCopy,
            Capability::MakeBackup,
            Capability::DeletionLock,
            Capability::LogPage,
            Capability::Firewall,
        ],
        method: Method::Transfer,
        consequences: vec![
            Consequence::ReadOnlyDuring,
            Consequence::HandOverByHand,
            Consequence::CredentialsChange,
            Consequence::CertificateRemembered,
            Consequence::OriginalServesOnFailure,
            Consequence::OldServerStays,
            Consequence::BothBilled,
        ],
        support: SupportContact { email: Some("support@elest.io".into()), url: Some(SUPPORT.into()) },
        panel: vec![
            PanelPage { name: "console".into(), url: DASHBOARD.into() },
            PanelPage { name: "tokens".into(), url: TOKENS.into() },
            PanelPage { name: "support".into(), url: SUPPORT.into() },
        ],
    }
}

fn field(name: &str, kind: FieldKind, default: Option<&str>) -> CredentialField {
    CredentialField { name: name.into(), kind, optional: default.is_some(), default: default.map(Into::into) }
}
