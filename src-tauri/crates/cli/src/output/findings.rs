//! Findings in words: how serious, what was found, what to do.

use domain::finding::{Finding, Findings, Level};

use super::{Out, Tone, harmless, key_of};

impl Out {
    /// Prints findings and what they amount to.
    pub(crate) fn findings(&self, findings: &Findings) {
        for finding in &findings.findings {
            self.finding(finding);
        }
        let count = |level| findings.findings.iter().filter(|finding| finding.level == level).count();
        let (blocked, asking) = (count(Level::Blocker), findings.to_accept().len());
        self.line("");
        match (blocked, asking) {
            (0, 0) => self.say("cli-check-clear", &[]),
            (0, asking) => self.say("cli-check-warned", &[("count", &asking.to_string())]),
            (blocked, _) => self.say("cli-check-blocked", &[("count", &blocked.to_string())]),
        }
    }

    /// Prints one finding.
    pub(crate) fn finding(&self, finding: &Finding) {
        let level = self.words().text(&format!("cli-level-{}", key_of(&finding.level)), &[]);
        let tone = match finding.level {
            Level::Pass | Level::Info => Tone::Good,
            Level::Warning | Level::CouldNotRun => Tone::Mild,
            Level::Blocker => Tone::Bad,
        };
        let padding = " ".repeat(10_usize.saturating_sub(level.chars().count()));
        self.line(&format!("{}{padding} {}", self.toned(tone, &level), self.sentence(finding)));
        for item in &finding.items {
            self.line(&format!("{:<10}   {}", "", harmless(item)));
        }
        let remedy = format!("finding-{}-{}-remedy", finding.check, finding.outcome);
        if let Some(remedy) = self.words().try_text_of(&remedy, &finding.params) {
            self.line(&format!("{:<10} -> {}", "", harmless(&remedy)));
        }
    }

    /// What a finding says.
    pub(crate) fn sentence(&self, finding: &Finding) -> String {
        let id = format!("finding-{}-{}", finding.check, finding.outcome);
        let known = self.words().try_text_of(&id, &finding.params);
        harmless(&known.unwrap_or_else(|| format!("{}: {}", finding.check, finding.outcome)))
    }
}
