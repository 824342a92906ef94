/**
 * The log of a run: the journal and the messages in one order, as keys and parameters. Knows no words.
 */
import type { JournalEntry, RunMessage } from '$lib/rpc';

/** One line of the log, before it has words. */
export type LogLine =
  | { type: 'entry'; id: string; at: number; entry: JournalEntry; data: unknown }
  | { type: 'message'; id: string; at: number; message: RunMessage };

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** All lines, oldest first. Entries of the same moment stay in the order of the journal. */
export function logLines(journal: readonly JournalEntry[], messages: readonly RunMessage[]): LogLine[] {
  const lines: LogLine[] = journal.map((entry) => {
    const data = entry.kind.type === 'intent' ? entry.kind.parameters : entry.kind.data;
    return {
      type: 'entry',
      id: `e${String(entry.seq)}`,
      at: entry.at,
      entry,
      data: isEmpty(data) ? null : data,
    };
  });
  messages.forEach((message, index) => {
    lines.push({ type: 'message', id: `m${String(index)}`, at: message.at, message });
  });
  return lines.sort((one, other) => one.at - other.at);
}
