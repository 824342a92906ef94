//! Clever Cloud as data: what it can do, what a migration does to people there, how one signs in. No behaviour.

use domain::account::SignInWay;
use domain::ids::ProviderId;
use domain::provider::{
    Capability, Consequence, CredentialField, Descriptor, FieldKind, PanelPage, SignInForm, SupportContact,
};
use domain::run::Method;

/// The id of the provider, stable for ever.
pub(super) const ID: &str = "clever-cloud";

/// Where a pasted API token is sent, and nowhere else.
pub(super) const BRIDGE: &str = "https://api-bridge.clever-cloud.com";

/// Where requests signed by OAuth are sent.
pub(super) const API: &str = "https://api.clever-cloud.com";

/// The web console.
pub(super) const CONSOLE: &str = "https://console.clever-cloud.com";

const TOKENS: &str = "https://console.clever-cloud.com/users/me/api-tokens";
const TICKETS: &str = "https://console.clever-cloud.com/ticket-center-choice";

/// The provider as data.
pub(super) fn descriptor() -> Descriptor {
    Descriptor {
        id: ProviderId(ID.into()),
        name: "Clever Cloud".into(),
        logo: include_str!("logo.svg").into(),
        sign_in: vec![
            SignInForm {
                way: SignInWay::Token,
                fields: vec![
                    field("token", FieldKind::Secret, None),
                    field("base_url", FieldKind::Url, Some(BRIDGE)),
                ],
                help_url: Some(TOKENS.into()),
            },
            SignInForm {
                way: SignInWay::Browser,
                fields: vec![field("base_url", FieldKind::Url, Some(API))],
                help_url: None,
            },
            SignInForm { way: SignInWay::Profile, fields: Vec::new(), help_url: None },
        ],
        capabilities: vec![
            Capability::Inventory,
            Capability::Migrate,
            Capability::Abort,
            Capability::Price,
            Capability::LinkedApplications,
            Capability::AddressScan,
            Capability::Backups,
            Capability::Redeploy,
            Capability::TestCopy,
            Capability::SignOut,
        ],
        method: Method::Provider,
        consequences: vec![
            Consequence::ReadOnlyDuring,
            Consequence::AddressChanges,
            Consequence::CredentialsChange,
            Consequence::ApplicationsRestart,
            Consequence::EditByHand,
            Consequence::DirectHostLost,
            Consequence::ReadOnlyUsersPostgresOnly,
            Consequence::OriginalServesOnFailure,
            Consequence::NoWayBack,
            Consequence::NoDowngrade,
        ],
        support: SupportContact { email: Some("support@clever-cloud.com".into()), url: Some(TICKETS.into()) },
        panel: vec![
            PanelPage { name: "console".into(), url: CONSOLE.into() },
            PanelPage { name: "tokens".into(), url: TOKENS.into() },
            PanelPage { name: "support".into(), url: TICKETS.into() },
        ],
    }
}

fn field(name: &str, kind: FieldKind, default: Option<&str>) -> CredentialField {
    CredentialField { name: name.into(), kind, optional: default.is_some(), default: default.map(Into::into) }
}
