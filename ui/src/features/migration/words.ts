/** Data of a migration as words. Keys made from data fall back on the raw word: never on an empty screen. */
import { fmt, has, t, tOr, type Args } from '$lib/i18n';
import type { DataLocation, Finding, ObservedStep, Phase, RunView, Step } from '$lib/rpc';
import type { RowStatus } from './model/progress';

/** A word of the rpc as a part of a catalogue key: `freeze_and_copy` is `freeze-and-copy`. */
export function keyPart(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}

/**
 * Parameters as the catalogues want them: whole numbers as numbers, so that plurals and digits follow the language; sizes
 * (`…_bytes`) and days (`date`) as the language writes them.
 */
export function wordArgs(params: Record<string, string | undefined>): Args {
  const args: Args = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    args[name] = argument(name, value);
  }
  return args;
}

function argument(name: string, value: string): string | number {
  if (name === 'date') return fmt().day(value);
  if (!/^\d+$/.test(value)) return value;
  if (name.endsWith('_bytes')) return fmt().bytes(Number(value));
  return /^count$|-count$|_count$/.test(name) ? Number(value) : value;
}

/** What a finding says. */
export function findingTitle(finding: Finding): string {
  const raw = t('wizard-validation-unknown-finding', { check: finding.check, outcome: finding.outcome });
  return tOr(`finding-${finding.check}-${finding.outcome}`, raw, wordArgs(finding.params));
}

/** What to do about a finding, where there is something to do. */
export function findingRemedy(finding: Finding): string | null {
  const key = `finding-${finding.check}-${finding.outcome}-remedy`;
  return has(key) ? t(key, wordArgs(finding.params)) : null;
}

/** The name of a phase. */
export function phaseName(phase: Phase | null): string {
  return phase === null ? t('run-phase-other') : t(`run-phase-${keyPart(phase)}`);
}

/** A step of the provider in plain words; the raw word where we have none. */
export function stepName(step: Pick<ObservedStep, 'word'>): string {
  return tOr(`run-provider-step-${keyPart(step.word)}`, step.word);
}

/** The same with the provider's own word behind it, for sentences that support may ask about. */
export function stepWithWord(word: string): string {
  const name = stepName({ word });
  return name === word ? word : t('run-step-with-word', { name, word });
}

/** One of our own steps. */
export function ownStepName(step: Step): string {
  return t(`run-own-step-${keyPart(step)}`);
}

/** How a row stands; `word` is the provider's own word, shown where we do not know it. */
export function statusName(status: RowStatus, word = ''): string {
  if (status === 'not-seen') return t('run-phase-not-seen');
  return t(`run-step-status-${status}`, { word });
}

/** A duration, or that it is not known. */
export function durationText(milliseconds: number | null): string {
  return milliseconds === null ? t('run-step-duration-unknown') : fmt().duration(milliseconds);
}

/** From which version to which, for people; alike in the wizard, the run and the list. */
export function versionsText(engine: string, from: string | null, to: string): string {
  if (from === null) return t('wizard-from-unknown-to', { engine, to });
  if (from === to) return t('wizard-same-version', { engine, version: to });
  return t('wizard-from-to', { engine, from, to });
}

/** The server named in the sentence about where the data is. */
export function serverText(run: RunView, side: 'source' | 'target'): string {
  const engine = run.plan.database.engine_name;
  const version = side === 'target' ? run.header.to_version : run.header.from_version;
  return version === null ? engine : t('run-server', { engine, version });
}

const SIDE: Record<DataLocation, 'source' | 'target'> = {
  source: 'source',
  source_read_only: 'source',
  switching_over: 'target',
  target: 'target',
  unknown: 'source',
};

/** Where the data is, in one sentence. */
export function dataSentence(run: RunView, provider: string): string {
  // That the server is silent is all that was seen.
  if (run.guide && run.data === 'switching_over') return t('guide-data-silent', { provider });
  const paused = run.data === 'unknown' && run.header.state === 'paused';
  const key = paused ? 'run-data-unknown-paused' : `run-data-${keyPart(run.data)}`;
  return t(key, { server: serverText(run, SIDE[run.data]), provider });
}

/** The one line that says how a run stands. */
export function headline(run: RunView, provider: string): string {
  const { state, database_name: database, from_version: from, to_version: version } = run.header;
  const args = { database, provider, version, from: from ?? '', engine: run.plan.database.engine_name };
  if (run.guide && run.guide.rolled_back_at !== null) return t('run-headline-rolled-back', args);
  if (state === 'succeeded' && from === version) return t('run-headline-succeeded-in-place', args);
  if (run.transfer) {
    const carried = run.data === 'target';
    if (state === 'starting' || state === 'watching' || state === 'aborting')
      return t(`transfer-headline-${state}`, args);
    if (state === 'verifying')
      return t(carried ? 'transfer-headline-handing' : 'transfer-headline-back', args);
  }
  if (state === 'verifying' && run.guide) return t('guide-headline-verifying', args);
  if (state === 'aborting' && run.guide) return t('guide-headline-aborting', args);
  if (state === 'verifying' && run.migration?.status !== 'ok')
    return t('run-headline-verifying-original', args);
  return t(`run-headline-${keyPart(state)}`, args);
}
