//! alwaysdata as data: what it can do, what a migration does to people there, how one signs in. No behaviour.

use domain::account::SignInWay;
use domain::ids::ProviderId;
use domain::provider::{
    Capability, Consequence, CredentialField, Descriptor, FieldKind, PanelPage, SignInForm, SupportContact,
};
use domain::run::Method;

/// The id of the provider, stable for ever.
pub(super) const ID: &str = "alwaysdata";

/// Where requests are sent.
pub(super) const API: &str = "https://api.alwaysdata.com";

/// Advanced > Migrations in the panel.
pub(super) const MIGRATIONS: &str = "https://admin.alwaysdata.com/migration/";

/// What databases' host names end in.
pub(super) const DATABASE_HOSTS: &str = "alwaysdata.net";

const PANEL: &str = "https://admin.alwaysdata.com/";
const TOKENS: &str = "https://admin.alwaysdata.com/token/";
const TICKETS: &str = "https://admin.alwaysdata.com/support/add/";

/// The provider as data.
pub(super) fn descriptor() -> Descriptor {
    Descriptor {
        id: ProviderId(ID.into()),
        name: "alwaysdata".into(),
        logo: include_str!("logo.svg").into(),
        sign_in: vec![SignInForm {
            way: SignInWay::Token,
            fields: vec![
                field("token", FieldKind::Secret, false, None),
                field("account", FieldKind::Text, true, None),
                field("customer", FieldKind::Text, true, None),
                field("database_user", FieldKind::Text, true, None),
                field("database_password", FieldKind::Secret, true, None),
                field("base_url", FieldKind::Url, true, Some(API)),
            ],
            help_url: Some(TOKENS.into()),
        }],
        capabilities: vec![
            Capability::Inventory,
            Capability::LinkedApplications,
            Capability::AddressScan,
            Capability::Redeploy,
            Capability::TestCopy,
        ],
        method: Method::Guided,
        consequences: vec![
            Consequence::WholeAccountMoves,
            Consequence::ShortlyUnavailable,
            Consequence::HostNameStays,
            Consequence::WayBackSevenDays,
            Consequence::LaterWritesLost,
            Consequence::MandatoryDeadlines,
        ],
        support: SupportContact { email: None, url: Some(TICKETS.into()) },
        panel: vec![
            PanelPage { name: "console".into(), url: PANEL.into() },
            PanelPage { name: "migrations".into(), url: MIGRATIONS.into() },
            PanelPage { name: "tokens".into(), url: TOKENS.into() },
            PanelPage { name: "support".into(), url: TICKETS.into() },
        ],
    }
}

fn field(name: &str, kind: FieldKind, optional: bool, default: Option<&str>) -> CredentialField {
    CredentialField { name: name.into(), kind, optional, default: default.map(Into::into) }
}
