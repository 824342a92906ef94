//! What is done to the machine of a service: restarts, off and on, another size, another version. The server behind it does the same.

use std::sync::Arc;

use super::answers::Refused;
use super::state::State;
use super::{Elestio, held};
use crate::core::Core;
use crate::servers::Cluster;

/// The server of a service, where it has a real one.
pub(super) fn cluster(core: &Core, id: &str) -> Option<Arc<Cluster>> {
    core.with(|world| world.addon(id)?.server.as_ref().map(|server| Arc::clone(&server.cluster)))
}

/// Refuses what termination protection forbids.
pub(super) fn unprotected(own: &Elestio, id: &str) -> Result<(), Refused> {
    if own.state().of(id).is_protected {
        return Err(Refused::ko("Termination protection is enabled on this service"));
    }
    Ok(())
}

/// Stops the machine and starts it again, beside the request; `words` are shown one after the other meanwhile.
pub(super) fn restart(own: &Elestio, core: &Arc<Core>, id: &str, words: &'static [&'static str]) {
    let (core, state, id) = (Arc::clone(core), Arc::clone(&own.state), id.to_owned());
    let worker = Arc::clone(&core);
    core.spawn(async move {
        let cluster = cluster(&worker, &id);
        for (at, word) in words.iter().copied().enumerate() {
            held(&state).of(&id).status = word;
            if at == 0 {
                stop(cluster.as_deref()).await;
            }
            tokio::time::sleep(worker.step).await;
        }
        start(cluster.as_deref()).await;
        held(&state).of(&id).status = "running";
    });
}

/// Turns the machine off or on.
pub(super) async fn switch(own: &Elestio, core: &Core, id: &str, on: bool) {
    let cluster = cluster(core, id);
    if on {
        start(cluster.as_deref()).await;
    } else {
        stop(cluster.as_deref()).await;
    }
    own.state().of(id).status = if on { "running" } else { "off" };
}

/// Another tag. Within a major the server restarts; across majors the new one finds old data and does not start again, while Elestio
/// goes on to show the service as running.
pub(super) fn change_version(own: &Elestio, core: &Arc<Core>, id: &str, tag: &str) {
    let before = core
        .with(|world| world.addon_mut(id).map(|addon| std::mem::replace(&mut addon.version, tag.to_owned())));
    let major = |version: &str| version.chars().take_while(char::is_ascii_digit).collect::<String>();
    if before.is_some_and(|before| major(&before) == major(tag)) {
        restart(own, core, id, &["running"]);
        return;
    }
    let worker = Arc::clone(core);
    let id = id.to_owned();
    core.spawn(async move { stop(cluster(&worker, &id).as_deref()).await });
}

/// Shows a word for a while, then that all is well again.
pub(super) fn passing(core: &Arc<Core>, state: &Arc<std::sync::Mutex<State>>, id: &str, word: &'static str) {
    let (worker, state, id) = (Arc::clone(core), Arc::clone(state), id.to_owned());
    held(&state).of(&id).status = word;
    core.spawn(async move {
        tokio::time::sleep(worker.step).await;
        held(&state).of(&id).status = "running";
    });
}

pub(super) async fn stop(cluster: Option<&Cluster>) {
    if let Some(cluster) = cluster {
        let _ = cluster.stop().await;
    }
}

pub(super) async fn start(cluster: Option<&Cluster>) {
    if let Some(cluster) = cluster
        && let Err(error) = cluster.start().await
    {
        tracing::warn!(%error, "the server of a service did not start again");
    }
}
