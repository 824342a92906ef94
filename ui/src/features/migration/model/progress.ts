/**
 * A run under way as rows: the provider's steps by phase, our own steps from the journal, and their times.
 * Never counts towards a total: the provider announces no steps to come, so there is no percentage and no end in sight.
 */
import type {
  JournalEntry,
  MigrationStatus,
  ObservedStep,
  OwnStepState,
  Phase,
  PhaseView,
  RunState,
  RunView,
  Step,
  TransferRunView,
} from '$lib/rpc';

/** How a phase or one of our steps stands. */
export type RowStatus = MigrationStatus | 'not-seen' | 'skipped' | 'uncertain';

/** A phase as the screen shows it. */
export interface PhaseRow {
  phase: Phase | null;
  status: RowStatus;
  steps: ObservedStep[];
  startedAt: number | null;
  endedAt: number | null;
}

/** One of our own steps, out of the journal. */
export interface OwnStepRow {
  step: Step;
  status: RowStatus;
  startedAt: number | null;
  endedAt: number | null;
  attempts: number;
}

/** The phases that every migration goes through when nothing goes wrong, in order. */
const USUAL: readonly Phase[] = ['checks', 'new_server', 'freeze_and_copy', 'switchover', 'clean_up'];

const OVER: readonly RunState[] = ['succeeded', 'needs_attention', 'failed', 'aborted'];

/** Whether nothing more will happen by itself. */
export function isOver(state: RunState): boolean {
  return OVER.includes(state);
}

/** How a group of steps stands: the worst of what it holds, success only when all of it succeeded. */
export function phaseStatus(steps: readonly ObservedStep[]): RowStatus {
  const has = (status: MigrationStatus): boolean => steps.some((step) => step.status === status);
  const order: readonly MigrationStatus[] = [
    'failed',
    'aborted',
    'recovering',
    'unknown',
    'running',
    'recovered',
  ];
  return order.find(has) ?? (steps.length === 0 ? 'not-seen' : 'ok');
}

function row(view: PhaseView): PhaseRow {
  return {
    phase: view.phase,
    status: phaseStatus(view.steps),
    steps: view.steps,
    startedAt: view.started_at,
    endedAt: view.ended_at,
  };
}

/** The phases in the order of the screen. Those not seen yet are named only while the usual way is still open. */
export function phaseRows(run: RunView): PhaseRow[] {
  const seen = new Map(run.phases.map((view) => [view.phase, view]));
  const rolledBack = seen.has('roll_back');
  const open = !isOver(run.header.state) && run.header.state !== 'verifying' && !rolledBack;
  const rows: PhaseRow[] = [];
  for (const phase of USUAL) {
    const view = seen.get(phase);
    if (view) rows.push(row(view));
    else if (open) rows.push({ phase, status: 'not-seen', steps: [], startedAt: null, endedAt: null });
  }
  for (const phase of ['roll_back', null] as const) {
    const view = seen.get(phase);
    if (view && view.steps.length > 0) rows.push(row(view));
  }
  return rows;
}

/** How long a row has taken so far, in milliseconds; `null` where that is not known. */
export function duration(
  started: number | null,
  ended: number | null,
  now: number,
  running: boolean,
): number | null {
  if (started === null) return null;
  if (ended !== null) return Math.max(0, ended - started);
  return running ? Math.max(0, now - started) : null;
}

/** Whether time still passes for a row of a run that is not over. */
export function stillRuns(status: RowStatus): boolean {
  return status === 'running' || status === 'recovering' || status === 'unknown';
}

function ownStatus(entries: readonly JournalEntry[], over: boolean): RowStatus {
  const last = entries.at(-1)?.kind;
  if (last === undefined) return 'not-seen';
  const pending: RowStatus = over ? 'uncertain' : 'running';
  if (last.type === 'intent') return pending;
  switch (last.outcome.type) {
    case 'done':
      return 'ok';
    case 'not_done':
      return 'failed';
    case 'unknown':
      return 'uncertain';
    case 'skipped':
      return 'skipped';
    case 'progress':
      return pending;
  }
}

/** Our own steps in the order in which they began. Watching is left out: the phases are what it sees. */
export function ownSteps(run: RunView): OwnStepRow[] {
  const over = isOver(run.header.state);
  const steps = [...new Set(run.journal.map((entry) => entry.step))].filter((step) => step !== 'watch');
  return steps.map((step) => {
    const entries = run.journal.filter((entry) => entry.step === step);
    const status = ownStatus(entries, over);
    const first = entries.find((entry) => entry.kind.type === 'intent');
    const last = entries.at(-1);
    return {
      step,
      status,
      startedAt: first?.at ?? null,
      endedAt: stillRuns(status) || status === 'uncertain' ? null : (last?.at ?? null),
      attempts: Math.max(...entries.map((entry) => entry.attempt)),
    };
  });
}

const OWN_STATUS: Record<OwnStepState, RowStatus> = {
  waiting: 'not-seen',
  running: 'running',
  done: 'ok',
  skipped: 'skipped',
  failed: 'failed',
};

/** The steps of a transfer in order, also those to come. */
export function transferSteps(transfer: TransferRunView): OwnStepRow[] {
  return transfer.steps.map((each) => ({
    step: each.step,
    status: OWN_STATUS[each.state],
    startedAt: each.began,
    endedAt: each.ended,
    attempts: 1,
  }));
}

/** From the gate to now, or to the end. */
export function elapsed(run: RunView, now: number): number {
  if (run.timings.total !== null && isOver(run.header.state)) return run.timings.total;
  return Math.max(0, (run.header.ended_at ?? now) - run.header.created_at);
}

/** After this long without a sign of life, silence itself is news. */
export const SILENCE_MS = 30_000;

/** The provider's last sign of life. */
export type Heartbeat = { type: 'never' } | { type: 'heard'; age: number } | { type: 'silent'; age: number };

/** How long ago the provider was heard. */
export function heartbeat(run: RunView, now: number): Heartbeat {
  if (run.heard_at === null) return { type: 'never' };
  const age = Math.max(0, now - run.heard_at);
  return { type: age > SILENCE_MS ? 'silent' : 'heard', age };
}

/** The step that the provider is at, for the status message: the last one that still runs. */
export function currentStep(run: RunView): ObservedStep | null {
  const steps = run.migration?.steps ?? run.phases.flatMap((phase) => phase.steps);
  return steps.filter((step) => stillRuns(step.status)).at(-1) ?? null;
}
