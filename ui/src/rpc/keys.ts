/** Names of databases, compared and written in one way. */
import type { DatabaseKey } from './generated/types';

/** One line of text that names a database in the whole application: for keyed lists and maps. */
export function databaseKeyText(key: DatabaseKey): string {
  return JSON.stringify([key.account, key.database.owner, key.database.id]);
}

/** Whether two keys name the same database. */
export function sameDatabase(one: DatabaseKey, other: DatabaseKey): boolean {
  return databaseKeyText(one) === databaseKeyText(other);
}
