/**
 * Findings in groups, and which of them a person must agree to. Knows no screen and no words.
 */
import type { Finding, Findings, Level } from '$lib/rpc';

/** The groups in the order of the screen: what stops first, what is well last. */
export const LEVELS: readonly Level[] = ['blocker', 'could_not_run', 'warning', 'info', 'pass'];

/** Findings of one level. */
export interface FindingGroup {
  level: Level;
  findings: Finding[];
}

/** What the checks amount to. */
export type FindingsVerdict =
  { type: 'blocked'; count: number } | { type: 'asks'; count: number } | { type: 'clear' };

/** Findings by level, without empty groups. */
export function groupFindings(findings: Findings): FindingGroup[] {
  return LEVELS.map((level) => ({
    level,
    findings: findings.findings.filter((finding) => finding.level === level),
  })).filter((group) => group.findings.length > 0);
}

/** Whether going on needs the person's tick for this finding. */
export function asksForTick(finding: Finding): boolean {
  return finding.level === 'warning' || finding.level === 'could_not_run';
}

/** Names one finding among those of one validation. */
export function findingId(finding: Finding): string {
  return `${finding.check}/${finding.outcome}`;
}

/** What the findings amount to as a whole. */
export function findingsVerdict(findings: Findings): FindingsVerdict {
  const blockers = findings.findings.filter((finding) => finding.level === 'blocker').length;
  if (blockers > 0) return { type: 'blocked', count: blockers };
  const asking = findings.findings.filter(asksForTick).length;
  return asking > 0 ? { type: 'asks', count: asking } : { type: 'clear' };
}

/** Checks of which every finding that asks for a tick has it: what is sent as accepted. */
export function acceptedChecks(findings: Findings, ticked: ReadonlySet<string>): string[] {
  const asking = findings.findings.filter(asksForTick);
  const checks = [...new Set(asking.map((finding) => finding.check))];
  return checks.filter((check) =>
    asking.filter((finding) => finding.check === check).every((finding) => ticked.has(findingId(finding))),
  );
}

/** The findings that still want a tick, in the order of the screen. */
export function unticked(findings: Findings, ticked: ReadonlySet<string>): Finding[] {
  return groupFindings(findings)
    .flatMap((group) => group.findings)
    .filter((finding) => asksForTick(finding) && !ticked.has(findingId(finding)));
}
