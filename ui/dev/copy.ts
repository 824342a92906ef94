/**
 * Scripted hosts for the gallery of the copy: `?platform=memory&scenario=copy-running#/copy`. Scenarios: `copy`,
 * `copy-blocked`, `copy-unreachable` (press the check), `copy-checking`, and `copy-<state>` of the fixtures.
 */
import type { MemoryPlatform } from '../src/platform/memory';
import type { CopyView, Settings, Theme } from '../src/rpc';
import { blocked, clear, copies, unreachable } from '../tests/fixtures/copies';
import { NOW } from '../tests/fixtures/database';
import { migrationPlatform } from '../tests/fixtures/platform';

const checks = { copy: clear, 'copy-blocked': blocked, 'copy-unreachable': unreachable };

/** The fixtures are of a fixed moment; a page under way counts from now. */
function fresh(copy: CopyView): CopyView {
  const by = Date.now() - NOW;
  const { head } = copy;
  const stages = head.stages.map((stage) => ({ ...stage, began: stage.began + by }));
  const ended = head.ended === null ? null : head.ended + by;
  return { ...copy, head: { ...head, began: head.began + by, ended, stages } };
}

/** The host that a query asks for; `null` when it asks for another part of the gallery. */
export function copyScenario(query: URLSearchParams): MemoryPlatform | null {
  const name = query.get('scenario') ?? '';
  if (name !== 'copy' && !name.startsWith('copy-')) return null;
  let settings: Settings = { language: query.get('lang'), theme: (query.get('theme') ?? 'system') as Theme };
  const found = Object.entries(copies).find(([state]) => name === `copy-${state}`)?.[1];
  return migrationPlatform({
    settings_get: () => settings,
    settings_set: (wanted: Settings) => (settings = wanted),
    copy_latest: () => (found ? fresh(found) : null),
    copy_check: () =>
      name === 'copy-checking'
        ? new Promise(() => undefined)
        : (checks[name as keyof typeof checks] ?? clear),
    copy_start: () => fresh(copies.running),
    copy_stop: () => fresh(copies.stopped),
  });
}
