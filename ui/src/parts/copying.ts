/** A copy under way, followed by its events. */
import type { CopyEvent, CopyView } from '$lib/rpc';

/** The copy with what is new of it; `null` while there is nothing to add to. */
export function applied(copy: CopyView | null, event: CopyEvent): CopyView | null {
  if (event.type === 'snapshot') return event.copy;
  if (event.type === 'over' || copy === null) return copy;
  // One who listens late has some of the points already.
  const last = copy.speed.at(-1)?.at ?? -1;
  const speed = [...copy.speed, ...event.speed.filter((point) => point.at > last)];
  if (event.tables.length === 0) {
    return {
      head: event.head,
      tables: copy.tables,
      speed,
      log: [...copy.log, ...event.log],
    };
  }
  const changed = new Map(event.tables.map((table) => [table.name, table]));
  const tables = copy.tables.map((table) => {
    const fresh = changed.get(table.name);
    changed.delete(table.name);
    return fresh ?? table;
  });
  return {
    head: event.head,
    tables: [...tables, ...changed.values()],
    speed,
    log: [...copy.log, ...event.log],
  };
}
