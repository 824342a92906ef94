/** The list of databases as it is read: filtered, sorted, grouped. Pure. */
import type { AccountDatabases, EngineKind, ListedDatabase, VersionLife } from '$lib/rpc';

/** What is looked for. */
export interface Filter {
  /** In names, organisations, engines, plans, zones and identifiers. */
  text: string;
  /** Only what is out of date, or will be soon. */
  outdated: boolean;
  /** An engine; empty for all. */
  engine: EngineKind | '';
}

/** Looks for nothing: everything is shown. */
export const NO_FILTER: Filter = { text: '', outdated: false, engine: '' };

/** Whether a version asks for something: it has ended, ends soon, or a newer one is there. */
export function isOutdated(life: VersionLife | null): boolean {
  return life !== null && (life.standing === 'ended' || life.standing === 'ends_soon' || life.newer !== null);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether a database is among what is looked for. Every word must be found somewhere; accents and case do not matter. */
export function matches(listed: ListedDatabase, filter: Filter): boolean {
  const { summary, life } = listed;
  if (filter.outdated && !isOutdated(life)) return false;
  if (filter.engine !== '' && summary.engine !== filter.engine) return false;
  const text = plain(
    [
      summary.name,
      summary.owner.name,
      summary.engine_name,
      summary.version ?? '',
      summary.plan?.name ?? '',
      summary.plan?.slug ?? '',
      summary.zone ?? '',
      summary.id.id,
      summary.real_id ?? '',
    ].join(' '),
  );
  return plain(filter.text)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How urgent a version is: what has ended first. */
function urgency(life: VersionLife | null): number {
  if (life?.standing === 'ended') return 0;
  if (life?.standing === 'ends_soon') return 1;
  return 2;
}

/** Sorted by organisation, then by urgency, then by name. */
export function sorted(
  databases: readonly ListedDatabase[],
  compare: (one: string, other: string) => number,
): ListedDatabase[] {
  return [...databases].sort(
    (one, other) =>
      compare(one.summary.owner.name, other.summary.owner.name) ||
      compare(one.summary.owner.id, other.summary.owner.id) ||
      urgency(one.life) - urgency(other.life) ||
      compare(one.summary.name, other.summary.name),
  );
}

/** Databases of one account that one organisation pays for. */
export interface Organisation {
  id: string;
  name: string;
  databases: ListedDatabase[];
}

/** An account with what is shown of it. */
export interface Group {
  entry: AccountDatabases;
  organisations: Organisation[];
  /** How many there are, whatever is looked for. */
  total: number;
  shown: number;
}

/** The accounts with what is looked for, by workspace and name; those without a workspace last. */
export function grouped(
  entries: readonly AccountDatabases[],
  filter: Filter,
  compare: (one: string, other: string) => number,
): Group[] {
  return [...entries]
    .sort(
      (one, other) =>
        Number(one.account.workspace === '') - Number(other.account.workspace === '') ||
        compare(one.account.workspace, other.account.workspace) ||
        compare(one.account.name, other.account.name),
    )
    .map((entry) => {
      const shown = sorted(
        entry.databases.filter((listed) => matches(listed, filter)),
        compare,
      );
      const organisations = new Map<string, Organisation>();
      for (const listed of shown) {
        const { id, name } = listed.summary.owner;
        const organisation = organisations.get(id) ?? { id, name, databases: [] };
        organisation.databases.push(listed);
        organisations.set(id, organisation);
      }
      return {
        entry,
        organisations: [...organisations.values()],
        total: entry.databases.length,
        shown: shown.length,
      };
    });
}

/** The engines that occur, for the choice of one. */
export function enginesOf(entries: readonly AccountDatabases[]): EngineKind[] {
  return [
    ...new Set(entries.flatMap((entry) => entry.databases.map((listed) => listed.summary.engine))),
  ].sort();
}

/** How many databases ask for something. */
export function countOutdated(entries: readonly AccountDatabases[]): number {
  return entries.flatMap((entry) => entry.databases).filter((listed) => isOutdated(listed.life)).length;
}
