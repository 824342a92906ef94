//! Elestio's API over the practice world, as its documentation and its official clients describe it.
//!
//! Nearly all calls are POST, the session travels in the body, numbers are text, refusals come with 200 or with 401 and a code,
//! lists have three shapes, new services take their time: all of it is kept on purpose, and the scenario says which way. Behind
//! each PostgreSQL is a real server.

mod actions;
mod answers;
mod backups;
mod catalogue;
mod desk;
mod orders;
mod power;
mod request;
mod services;
mod state;
mod views;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use axum::http::StatusCode;
use domain::Secret;
use jiff::Timestamp;
use secrecy::ExposeSecret;

use crate::core::Core;
use crate::door::{Answer, Call};
use crate::imitation::Imitation;
use crate::scenario::{Oddities, Scenario};

use answers::Refused;
use desk::Desk;
use request::Request;
use state::State;

/// Elestio, imitated.
pub(crate) struct Elestio {
    email: String,
    token: Secret,
    oddities: Oddities,
    desk: Mutex<Desk>,
    /// Shared with what runs beside the requests.
    state: Arc<Mutex<State>>,
}

impl Elestio {
    pub(crate) fn new(scenario: &Scenario, token: Secret) -> Self {
        Self {
            email: scenario.person.email.clone(),
            token,
            oddities: scenario.oddities.clone(),
            desk: Mutex::default(),
            state: Arc::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        held(&self.state)
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(&self, core: &Arc<Core>, call: &Call) -> Result<Answer, Refused> {
        let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
        let request = Request::of(call)?;
        let now = Timestamp::now();
        if path.as_slice() == ["api", "auth", "checkAPIToken"] {
            return self.desk().sign_in(
                &request,
                (&self.email, self.token.expose_secret()),
                &self.oddities,
                now,
            );
        }
        if let Some(answer) = catalogue::handle(core, &path, call) {
            return Ok(answer);
        }
        self.desk().check(&request, now)?;
        let path = path.as_slice();
        let read = [services::handle, views::accounts]
            .into_iter()
            .find_map(|part| part(self, core, path, &request).transpose())
            .transpose()?;
        if let Some(answer) = read {
            return Ok(answer);
        }
        match path {
            ["api", "servers", "createServer"] => orders::create(self, core, &request),
            ["api", "servers", "deleteServer"] => orders::delete(self, core, &request),
            ["api", "servers", "moveService"] => orders::move_service(self, core, &request),
            ["api", "servers", "DoActionOnServer"] => Box::pin(actions::handle(self, core, &request)).await,
            ["api", "servers", "templateAction"] => {
                Box::pin(backups::on_the_machine(self, core, &request)).await
            }
            ["api", "backups", what] => Box::pin(backups::remote(self, core, what, &request)).await,
            _ => Err(Refused::unknown_path()),
        }
    }
}

#[async_trait]
impl Imitation for Elestio {
    async fn handle(&self, core: &Arc<Core>, call: Call) -> Answer {
        match Box::pin(self.answer(core, &call)).await {
            Ok(answer) => answer,
            Err(refused) => refused.answer(self.oddities.refuse_with_200),
        }
    }

    fn refusal(&self, status: StatusCode, message: &str) -> Answer {
        let mut answer = Answer::json(&serde_json::json!({ "status": "KO", "message": message }));
        answer.status = status;
        answer
    }

    fn fields(&self) -> Vec<(String, Secret)> {
        vec![("email".into(), Secret::from(self.email.clone())), ("token".into(), self.token.clone())]
    }

    fn revoke(&self, _core: &Core) {
        self.desk().revoke();
    }
}

/// Held for a statement, never across an await.
fn held(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
