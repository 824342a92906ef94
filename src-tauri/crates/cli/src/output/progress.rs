//! What happens in a run, as lines for somebody who watches, or as JSON lines for a program.

use domain::run::RunEvent;

use super::{Out, harmless};

impl Out {
    /// Prints one event of a run.
    pub(crate) fn event(&self, event: &RunEvent) {
        self.json(event);
        match event {
            RunEvent::Message { message, .. } => {
                let id = format!("log-{}", message.code);
                let known = self.words().try_text_of(&id, &message.params);
                let text = known.unwrap_or_else(|| message.code.clone());
                self.progress(&format!("{}  {}", self.moment(message.at), harmless(&text)));
            }
            RunEvent::Snapshot { .. }
            | RunEvent::Journal { .. }
            | RunEvent::Heard { .. }
            | RunEvent::Copy { .. }
            | RunEvent::Over { .. } => {}
        }
    }
}
