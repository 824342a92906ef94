/**
 * Scripted hosts for the gallery of the wizard and of runs: `?platform=memory&scenario=run-failed#/runs/<id>`.
 * Scenarios: `run-<state>` of the fixtures, `wizard`, `wizard-<variant>`, `runs`, `runs-empty`.
 */
import type { MemoryPlatform } from '../src/platform/memory';
import type { RunView, Settings, Theme } from '../src/rpc';
import { findings, gate, offers, page, preview } from '../tests/fixtures/database';
import { migrationPlatform, rpcError } from '../tests/fixtures/platform';
import { runs } from '../tests/fixtures/runs';

const LONG = 'boutique_en_ligne_production_principale_avec_un_nom_vraiment_tres_long_2019_bis';
const EUR = (amount: number) => ({ amount, currency: 'EUR' });

type Change = (host: MemoryPlatform) => MemoryPlatform;

const never = () => new Promise(() => undefined);

const variants: Record<string, Change> = {
  wizard: (host) => host,
  'wizard-in-place': (host) =>
    host
      .on('offers', () => ({ ...offers, proposed: offers.current }))
      .on('change_preview', () => ({ ...preview, kind: 'update_in_place' })),
  'wizard-price': (host) =>
    host.on('change_preview', () => ({
      kind: 'upgrade',
      price: {
        current_monthly: EUR(24.5),
        target_monthly: EUR(52),
        basis: 'preview',
        lines: [
          { description: 'S Small Space, PostgreSQL', amount: EUR(52) },
          { description: 'Remaining days of XS Small Space', amount: null },
        ],
      },
    })),
  'wizard-price-unknown': (host) =>
    host.on('change_preview', () => ({
      kind: 'upgrade',
      price: { current_monthly: null, target_monthly: null, basis: 'unknown', lines: [] },
    })),
  'wizard-blocked': (host) => host.on('check', () => findings.blocked),
  'wizard-clear': (host) => host.on('check', () => findings.clear),
  'wizard-checking': (host) => host.on('check', never),
  'wizard-check-failed': (host) =>
    host.on('check', () => {
      throw rpcError('CHG-NET-003', { reference: '01J9ZB4M7Q2W8X' });
    }),
  'wizard-loading': (host) => host.on('offers', never),
  'wizard-error': (host) =>
    host.on('offers', () => {
      throw rpcError('CHG-AUT-001', { remedy: 'sign_in_again', retry: 'after_remedy' });
    }),
  'wizard-open-run': (host) =>
    host.on('database_show', () => ({
      ...page,
      listed: { ...page.listed, open_run: runs.watching.header.id },
    })),
  'wizard-refused': (host) =>
    host.on('migrate', () => {
      throw rpcError('CHG-API-008', { remedy: 'change_settings', reference: '01J9ZB4M7Q2W8X' });
    }),
  'wizard-unmarked': (host) =>
    host.on('gate', () => ({ ...gate, plan: { ...gate.plan, environment: 'unmarked' } })),
  'wizard-development': (host) =>
    host
      .on('database_show', () => ({ ...page, listed: { ...page.listed, environment: 'development' } }))
      .on('gate', () => ({ ...gate, typed_name: null, plan: { ...gate.plan, environment: 'development' } })),
  'wizard-long': (host) => {
    const summary = { ...page.listed.summary, name: LONG };
    return host
      .on('database_show', () => ({
        ...page,
        listed: { ...page.listed, summary },
        database: { ...page.database, summary },
      }))
      .on('gate', () => ({ ...gate, typed_name: LONG, plan: { ...gate.plan, database: summary } }));
  },
  runs: (host) => host,
  'runs-empty': (host) => host.on('runs_list', () => []),
  'run-error': (host) =>
    host.on('run_show', () => {
      throw rpcError('CHG-API-006', { remedy: 'look_at_provider', retry: 'never' });
    }),
};

/** The host of a scenario of this gallery; `null` for a name that it does not know. */
export function migrationScenario(query: URLSearchParams): MemoryPlatform | null {
  const name = query.get('scenario') ?? '';
  const view = (runs as Record<string, RunView>)[name.replace(/^run-/, '')];
  const variant = variants[name] ?? (view ? (host: MemoryPlatform) => host.on('run_show', () => view) : null);
  if (!variant) return null;
  let settings: Settings = { language: query.get('lang'), theme: (query.get('theme') ?? 'system') as Theme };
  const host = migrationPlatform({
    settings_get: () => settings,
    settings_set: (wanted: Settings) => (settings = wanted),
  });
  return variant(host);
}
