/** The databases of all accounts, as a side of a copy can be chosen among them. Pure. */
import type { AccountDatabases, DatabaseKey } from '$lib/rpc';

/** A database that can be a side. */
export interface Choice {
  /** What a list keeps of it. */
  id: string;
  key: DatabaseKey;
  name: string;
  account: string;
  version: string | null;
}

/** By which a list knows a database. */
export function choiceId(key: DatabaseKey): string {
  return JSON.stringify([key.account, key.database.owner, key.database.id]);
}

/** Those that our engine speaks to, by account and name. */
export function choicesOf(entries: readonly AccountDatabases[]): Choice[] {
  return entries.flatMap(({ account, databases }) =>
    databases
      .filter(({ summary }) => summary.engine === 'postgresql')
      .map(({ key, summary }) => ({
        id: choiceId(key),
        key,
        name: summary.name || summary.id.id,
        account: account.name,
        version: summary.version,
      })),
  );
}
