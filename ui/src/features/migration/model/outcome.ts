/**
 * What a run's end says: which screen, what needs a look, and the answers of the failure screen.
 * Only what was proven is answered with yes. Knows no words.
 */
import type { FailureView, RunState, RunView } from '$lib/rpc';

/** Which screen a run shows. */
export type RunScreen = 'progress' | 'waiting' | 'paused' | 'succeeded' | 'attention' | 'failed' | 'aborted';

/** The screen for a state. */
export function runScreen(state: RunState): RunScreen {
  switch (state) {
    case 'preparing':
    case 'starting':
    case 'watching':
    case 'aborting':
    case 'verifying':
      return 'progress';
    case 'waiting':
      return 'waiting';
    case 'paused':
      return 'paused';
    case 'succeeded':
      return 'succeeded';
    case 'needs_attention':
      return 'attention';
    case 'failed':
      return 'failed';
    case 'aborted':
      return 'aborted';
  }
}

/** Why the abort button is off, or `null` when it is on. */
export type AbortBar = 'not-started' | 'aborting' | 'switchover' | 'done' | 'provider';

/** Whether and why the migration cannot be stopped now. */
export function abortBar(run: RunView, providerAborts: boolean): AbortBar | null {
  if (run.transfer !== null && run.header.state !== 'aborting') return run.can_abort ? null : 'done';
  if (!providerAborts) return 'provider';
  if (run.header.state === 'aborting') return 'aborting';
  if (run.can_abort) return null;
  if (run.header.state === 'verifying') return 'done';
  if (run.migration === null) return 'not-started';
  return 'switchover';
}

/** Something that needs a look after a migration that went through. */
export type AttentionPoint =
  | { type: 'different'; count: number }
  | { type: 'incomplete' }
  | { type: 'not-checked' }
  | { type: 'applications'; count: number }
  | { type: 'by-hand'; count: number }
  | { type: 'variables' }
  | { type: 'rolled-back' }
  | { type: 'other' };

/** Applications that are meant to run and were not deployed after the migration. */
export function missedApplications(run: RunView): RunView['applications'] {
  return run.applications.filter((each) => each.should_run && each.deployed_at === null);
}

/** What needs a look, most serious first. Never empty: a run that asks for attention says at least where to look. */
export function attentionPoints(run: RunView): AttentionPoint[] {
  const points: AttentionPoint[] = [];
  const verification = run.verification;
  if (verification === null || verification.verdict === 'not_checked') points.push({ type: 'not-checked' });
  else if (verification.verdict === 'different') {
    points.push({ type: 'different', count: verification.differences.length });
  } else if (verification.verdict === 'incomplete') points.push({ type: 'incomplete' });
  if (run.guide) {
    if (run.guide.rolled_back_at !== null) points.unshift({ type: 'rolled-back' });
    return points.length > 0 ? points : [{ type: 'other' }];
  }
  const missed = missedApplications(run).length;
  if (missed > 0) points.push({ type: 'applications', count: missed });
  if (run.by_hand.length > 0) points.push({ type: 'by-hand', count: run.by_hand.length });
  if (run.variables.length === 0) points.push({ type: 'variables' });
  if (points.length === 0) points.push({ type: 'other' });
  return points;
}

/** Where the data is after a failure, and how sure that is. */
export type SafeAnswer = 'source' | 'unproven' | 'read-only' | 'target' | 'unknown';

/** Whether the provider has got as far as the switchover, after which the original may no longer be the one. */
function sawSwitchover(run: RunView): boolean {
  return run.phases.some((view) => view.phase === 'switchover' || view.phase === 'clean_up');
}

/** Answers "is my data safe, and where is it?". */
export function safeAnswer(run: RunView, failure: FailureView | null): SafeAnswer {
  switch (run.data) {
    case 'source':
      return 'source';
    case 'source_read_only':
      return failure?.original_writable === false ? 'read-only' : 'source';
    case 'target':
      return 'target';
    case 'switching_over':
    case 'unknown':
      return run.migration !== null && !sawSwitchover(run) ? 'unproven' : 'unknown';
  }
}

/** Whether applications work after a failure, as far as it was tried. */
export type WorksAnswer = 'yes' | 'untouched' | 'read-only' | 'answers' | 'no' | 'unknown';

/** Answers "does my application work?". */
export function worksAnswer(run: RunView, failure: FailureView | null): WorksAnswer {
  if (failure?.original_writable === true) return 'yes';
  if (run.migration === null && run.data === 'source') return 'untouched';
  if (failure === null) return 'unknown';
  if (failure.original_answers === false) return 'no';
  if (failure.original_writable === false) return 'read-only';
  return failure.original_answers === true ? 'answers' : 'unknown';
}

/** Things to remember after a success. */
export type Reminder = 'direct-host' | 'read-only-users' | 'by-hand' | 'backup';

/** Reminders that apply to this run. */
export function reminders(run: RunView): Reminder[] {
  const { consequences, database } = run.plan;
  const list: Reminder[] = [];
  if (run.variables.some((variable) => variable.role === 'direct')) list.push('direct-host');
  if (consequences.includes('read_only_users_postgres_only') && database.engine !== 'postgresql') {
    list.push('read-only-users');
  }
  if (consequences.includes('edit_by_hand')) list.push('by-hand');
  if (run.plan.method === 'provider') list.push('backup');
  return list;
}
