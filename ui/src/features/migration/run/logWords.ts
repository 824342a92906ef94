/** Lines of the log as words, for the drawer and for the clipboard. */
import { t, tOr } from '$lib/i18n';
import { CODE_OF, type JournalEntry } from '$lib/rpc';
import type { LogLine } from '../model/log';
import { ownStepName, wordArgs } from '../words';

function entryText(entry: JournalEntry): string {
  const step = ownStepName(entry.step);
  if (entry.kind.type === 'intent') {
    return entry.attempt > 1
      ? t('run-log-intent-again', { step, attempt: entry.attempt })
      : t('run-log-intent', { step });
  }
  const { outcome } = entry.kind;
  switch (outcome.type) {
    case 'progress':
      return t('run-log-progress', { step });
    case 'done':
      return t('run-log-done', { step });
    case 'not_done':
      return t('run-log-not-done', { step, code: CODE_OF[outcome.error], detail: outcome.detail });
    case 'unknown':
      return t('run-log-unknown', { step, code: CODE_OF[outcome.error], detail: outcome.detail });
    case 'skipped':
      return t('run-log-skipped', { step, reason: reasonText(outcome.reason) });
  }
}

/** Why something was not done or not checked, in words where the catalogue has them. */
export function reasonText(code: string): string {
  return tOr(`run-verification-reason-${code}`, code);
}

/** The words of a line. */
export function lineText(line: LogLine): string {
  if (line.type === 'entry') return entryText(line.entry);
  return tOr(`log-${line.message.code}`, line.message.code, wordArgs(line.message.params));
}

/** What the provider calls the request, where a line has one. */
export function lineReference(line: LogLine): string | null {
  if (line.type === 'message' || line.entry.kind.type === 'intent') return null;
  const { outcome } = line.entry.kind;
  return outcome.type === 'not_done' || outcome.type === 'unknown' ? outcome.reference : null;
}

/** The whole log as text, with dates that every machine reads alike. */
export function logText(lines: readonly LogLine[]): string {
  return lines
    .map((line) => {
      const data = line.type === 'entry' && line.data !== null ? ` ${JSON.stringify(line.data)}` : '';
      const reference = lineReference(line);
      const request = reference === null ? '' : ` [${t('run-log-reference', { reference })}]`;
      return `${new Date(line.at).toISOString()} ${lineText(line)}${request}${data}`;
    })
    .join('\n');
}
