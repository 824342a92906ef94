//! The scripted provider, behind the contract of the domain.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::ports::Clouds;
use async_trait::async_trait;
use domain::account::{Identity, SignInWay};
use domain::application::{AddressMention, AddressScan, Application, Deployment, MentionOf, MentionPlace};
use domain::change::Change;
use domain::database::{
    Backup, Database, DatabaseSummary, Endpoint, EngineKind, Migratable, Owner, PlanName, Tls, Variable,
    VariableRole,
};
use domain::ids::{ApplicationId, DatabaseId, ProviderId};
use domain::offer::{OfferedVersion, Offers, Plan, PriceBasis, PriceChange, Zone};
use domain::provider::{Capability, Descriptor, Provider, ProviderMigration, SupportContact};
use domain::run::Method;
use domain::secret::{ExposeSecret, secret};
use domain::version::Version;
use domain::{Error, ErrorKind, Result, Secret};

use super::world::{StartBehaviour, World, now};

pub(crate) struct ScriptedClouds(pub(crate) Arc<World>);

impl Clouds for ScriptedClouds {
    fn registry(&self) -> Vec<Descriptor> {
        vec![descriptor()]
    }

    fn connect(&self, _: &ProviderId, _: Option<&str>, credential: Secret) -> Result<Arc<dyn Provider>> {
        Ok(Arc::new(ScriptedProvider { world: Arc::clone(&self.0), descriptor: descriptor(), credential }))
    }

    fn credential(&self, _: &ProviderId, _: SignInWay, fields: &BTreeMap<String, String>) -> Result<Secret> {
        let token = fields.get("token").filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| Error::new(ErrorKind::CredentialMalformed, "no token"))?;
        Ok(secret(token.clone()))
    }
}

fn descriptor() -> Descriptor {
    use Capability as C;
    Descriptor {
        id: ProviderId("scripted".into()),
        name: "Scripted".into(),
        logo: String::new(),
        sign_in: vec![],
        capabilities: vec![
            C::Inventory,
            C::Migrate,
            C::Abort,
            C::Price,
            C::LinkedApplications,
            C::AddressScan,
            C::Backups,
            C::Redeploy,
            C::SignOut,
        ],
        method: Method::Provider,
        consequences: vec![],
        support: SupportContact { email: Some("support@example.org".into()), url: None },
        panel: vec![],
    }
}

struct ScriptedProvider {
    world: Arc<World>,
    descriptor: Descriptor,
    credential: Secret,
}

impl ScriptedProvider {
    fn signed_in(&self) -> Result<()> {
        let only = self.world.lock().only_token.clone();
        match only {
            Some(only) if only != self.credential.expose_secret() => {
                Err(error(ErrorKind::SignedOut, "the token is not accepted"))
            }
            _ => Ok(()),
        }
    }

    fn application(&self) -> Application {
        Application {
            id: ApplicationId { owner: "orga_1".into(), id: "app_1".into() },
            name: "web".into(),
            state: Some("SHOULD_BE_UP".into()),
            should_run: true,
            last_deployment: None,
        }
    }
}

fn error(kind: ErrorKind, detail: &str) -> Error {
    Error::new(kind, detail).with_reference(Some("req-error".into()))
}

#[async_trait]
impl Provider for ScriptedProvider {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn who_am_i(&self) -> Result<Identity> {
        self.signed_in()?;
        let token = self.credential.expose_secret();
        if token.starts_with("bad") {
            return Err(error(ErrorKind::SignedOut, "401"));
        }
        let id = if token.starts_with("other") { "user_2" } else { "user_1" };
        Ok(Identity { id: id.into(), name: "Ada".into(), email: "ada@example.org".into(), expires_at: None })
    }

    async fn list_databases(&self) -> Result<Vec<DatabaseSummary>> {
        self.signed_in()?;
        if self.credential.expose_secret().starts_with("silent") {
            return Err(error(ErrorKind::ProviderUnavailable, "503"));
        }
        Ok(vec![summary(&self.world)])
    }

    async fn database(&self, database: &DatabaseId) -> Result<Database> {
        self.signed_in()?;
        if database.id != "addon_1" {
            return Err(error(ErrorKind::NotFound, "404"));
        }
        let moved = self.world.lock().moved();
        Ok(Database {
            summary: summary(&self.world),
            host: Some(if moved { "new.example.org" } else { "old.example.org" }.into()),
            port: Some(5432),
            database_name: Some("shop".into()),
            user: Some("shop".into()),
            options: vec![],
            read_only_users: vec![],
            panel_url: None,
            dedicated: Some(true),
        })
    }

    async fn variables(&self, _: &DatabaseId) -> Result<Vec<Variable>> {
        self.signed_in()?;
        let endpoint = endpoint(&self.world);
        let uri = format!("postgresql://shop:{}@{}/shop", endpoint.password.expose_secret(), endpoint.host);
        let one = |name: &str, role, value: &str| Variable { name: name.into(), role, value: secret(value) };
        Ok(vec![
            one("DB_HOST", VariableRole::Host, &endpoint.host),
            one("DB_NAME", VariableRole::Database, "shop"),
            one("DB_PASSWORD", VariableRole::Password, endpoint.password.expose_secret()),
            one("DB_URI", VariableRole::Uri, &uri),
        ])
    }

    async fn endpoint(&self, _: &DatabaseId) -> Result<Option<Endpoint>> {
        self.signed_in()?;
        Ok(Some(endpoint(&self.world)))
    }

    async fn offers(&self, _: &DatabaseId) -> Result<Offers> {
        self.signed_in()?;
        let version =
            |text: &str| OfferedVersion { version: Version(text.into()), life: None, default: false };
        Ok(Offers {
            plans: vec![Plan {
                id: "plan_1".into(),
                slug: "xs".into(),
                name: "XS".into(),
                monthly: None,
                hourly: None,
                zones: vec!["par".into()],
                dedicated: Some(true),
                disk_bytes: Some(10_000_000_000),
                memory_bytes: None,
                cpus: None,
                connections: None,
                migratable: Some(true),
                only_versions: vec![],
                features: vec![],
            }],
            zones: vec![Zone { name: "par".into(), city: "Paris".into(), country: None }],
            versions: vec![version("14"), version("16"), version("17")],
            versions_known: true,
        })
    }

    async fn price(&self, _: &DatabaseId, _: &Change) -> Result<PriceChange> {
        self.signed_in()?;
        Ok(PriceChange {
            current_monthly: None,
            target_monthly: None,
            lines: vec![],
            basis: PriceBasis::Unknown,
        })
    }

    async fn linked_applications(&self, _: &DatabaseId) -> Result<Vec<Application>> {
        self.signed_in()?;
        Ok(vec![self.application()])
    }

    async fn address_mentions(&self, _: &DatabaseId) -> Result<AddressScan> {
        self.signed_in()?;
        Ok(AddressScan {
            mentions: vec![AddressMention {
                place: MentionPlace::ApplicationEnv,
                holder: "cron".into(),
                holder_id: "app_2".into(),
                variable: "DATABASE_HOST".into(),
                found: vec![MentionOf::Host],
                linked: false,
            }],
            places_read: 3,
            places_unreadable: vec![],
        })
    }

    async fn backups(&self, _: &DatabaseId) -> Result<Vec<Backup>> {
        self.signed_in()?;
        Ok(self.world.lock().backups.clone())
    }

    async fn migrations(&self, _: &DatabaseId) -> Result<Vec<ProviderMigration>> {
        self.signed_in()?;
        let world = self.world.lock();
        match world.list_error {
            Some(kind) => Err(error(kind, "the list failed")),
            None => Ok(world.migrations.iter().rev().cloned().collect()),
        }
    }

    async fn start_migration(&self, _: &DatabaseId, _: &Change) -> Result<ProviderMigration> {
        self.signed_in()?;
        let mut world = self.world.lock();
        world.posts += 1;
        match world.start {
            StartBehaviour::Works => Ok(world.begin()),
            StartBehaviour::ActsThenFails(kind) => {
                world.begin();
                Err(error(kind, "the answer is lost"))
            }
            StartBehaviour::ActsThenHides(kind) => {
                world.begin();
                world.list_error = Some(kind);
                Err(error(kind, "the answer is lost"))
            }
            StartBehaviour::Fails(kind) => Err(error(kind, "the start failed")),
        }
    }

    async fn migration(&self, _: &DatabaseId, _: &str) -> Result<ProviderMigration> {
        self.signed_in()?;
        let mut world = self.world.lock();
        if !world.look_errors.is_empty() {
            let kind = world.look_errors.remove(0);
            return Err(error(kind, "the look failed"));
        }
        Ok(world.look())
    }

    async fn abort_migration(&self, _: &DatabaseId, _: &str) -> Result<()> {
        self.signed_in()?;
        let mut world = self.world.lock();
        world.aborts += 1;
        match world.abort_error {
            Some(kind) => Err(error(kind, "no abort")),
            None => {
                world.aborted = true;
                Ok(())
            }
        }
    }

    async fn deployments(&self, _: &ApplicationId) -> Result<Vec<Deployment>> {
        self.signed_in()?;
        let mut world = self.world.lock();
        let at = now();
        let deployed = (world.moved() && !world.forgets_applications) || world.redeploys > 0;
        Ok(if deployed { vec![Deployment { id: "deploy_2".into(), at, state: "OK".into() }] } else { vec![] })
    }

    async fn redeploy(&self, _: &ApplicationId) -> Result<String> {
        self.signed_in()?;
        self.world.lock().redeploys += 1;
        Ok("deploy_2".into())
    }

    async fn sign_out(&self) -> Result<()> {
        self.signed_in()
    }
}

fn summary(world: &World) -> DatabaseSummary {
    let mut world = world.lock();
    let version = if world.moved() { "17" } else { "14" };
    DatabaseSummary {
        id: DatabaseId { owner: "orga_1".into(), id: "addon_1".into() },
        real_id: Some("postgresql_1".into()),
        name: "shop".into(),
        owner: Owner { id: "orga_1".into(), name: "Shop".into(), role: world.role.clone() },
        engine: EngineKind::Postgresql,
        engine_name: "PostgreSQL".into(),
        version: Some(Version(version.into())),
        plan: Some(PlanName { id: "plan_1".into(), slug: "xs".into(), name: "XS".into() }),
        zone: Some("par".into()),
        status: Some("ACTIVE".into()),
        created_at: None,
        migratable: Migratable::Yes,
    }
}

fn endpoint(world: &World) -> Endpoint {
    let mut world = world.lock();
    let moved = world.moved();
    let password = if moved { format!("{}-after", world.password) } else { world.password.clone() };
    Endpoint {
        host: if moved { "new.example.org" } else { "old.example.org" }.into(),
        port: 5432,
        database: "shop".into(),
        user: "shop".into(),
        password: secret(password),
        tls: Tls::Require,
        files: domain::database::TlsFiles::default(),
    }
}
