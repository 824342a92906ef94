//! The version of a database whose provider does not tell it: asked of the server itself. Reads only.

use domain::database::DatabaseSummary;
use domain::provider::Provider;

use crate::application::App;

impl App {
    /// The same with its version, where it was missing and the server can be asked.
    pub(crate) async fn versioned(
        &self,
        provider: &dyn Provider,
        summary: DatabaseSummary,
    ) -> DatabaseSummary {
        let (None, Some(engine)) = (&summary.version, self.engine(summary.engine)) else { return summary };
        let asked = async {
            let endpoint = provider.endpoint(&summary.id).await?;
            match endpoint {
                Some(endpoint) => engine.probe(&endpoint).await.map(Some),
                None => Ok(None),
            }
        };
        match tokio::time::timeout(self.config.pace.check_for, asked).await {
            Ok(Ok(Some(probe))) => DatabaseSummary { version: Some(probe.version), ..summary },
            Ok(Ok(None)) | Err(_) => summary,
            Ok(Err(error)) => {
                tracing::info!(code = error.code(), "the version could not be asked of the server");
                summary
            }
        }
    }
}
