/** The rules of the wizard and of the page of a run, without any screen. */
import { describe, expect, it } from 'vitest';
import { findings, NOW, offers } from '../../../../tests/fixtures/database';
import { run, runs, steps } from '../../../../tests/fixtures/runs';
import type { RunView } from '$lib/rpc';
import { billingDifference } from './billing';
import { acceptedChecks, findingId, findingsVerdict, groupFindings, unticked } from './findings';
import { logLines } from './log';
import { compareTypedName } from './name';
import { abortBar, attentionPoints, reminders, runScreen, safeAnswer, worksAnswer } from './outcome';
import { planChoices, serves, settingsProblem } from './plans';
import { currentStep, duration, elapsed, heartbeat, ownSteps, phaseRows, phaseStatus } from './progress';
import { compareVersions, versionChoices } from './versions';

describe('versions', () => {
  it.each([
    ['17', '17.4', 0],
    ['14.23', '17', -1],
    ['8.4', '8.0', 1],
    ['10', '9', 1],
    ['latest', '17', null],
  ])('%s against %s', (a, b, order) => {
    expect(compareVersions(a, b)).toBe(order);
  });

  it('lists the present version and higher ones, newest first, and says that lower ones are left out', () => {
    const list = versionChoices(offers);
    expect(list.choices.map((choice) => choice.version)).toEqual(['18', '17', '16', '15', '14']);
    expect(list.lowerLeftOut).toBe(true);
    expect(list.choices.filter((choice) => choice.current).map((choice) => choice.version)).toEqual(['14']);
    expect(list.choices.filter((choice) => choice.newest).map((choice) => choice.version)).toEqual(['18']);
  });

  it('offers the present version alone when the provider told none', () => {
    const page = { ...offers, offers: { ...offers.offers, versions: [], versions_known: false } };
    expect(versionChoices(page).choices.map((choice) => choice.version)).toEqual(['14']);
  });

  it('does not invent the present version where the provider tells its versions without it', () => {
    const versions = offers.offers.versions.filter((each) => each.version !== '14');
    const page = { ...offers, offers: { ...offers.offers, versions } };
    expect(versionChoices(page).choices.some((choice) => choice.version === '14')).toBe(false);
  });
});

describe('plans', () => {
  it('hides those that do not serve the zone, and counts them', () => {
    expect(planChoices(offers, 'par').hidden).toBe(0);
    const elsewhere = planChoices(offers, 'mtl');
    expect(elsewhere.hidden).toBe(1);
    expect(elsewhere.choices.some((choice) => choice.plan.slug === 'dev')).toBe(false);
  });

  it('takes a plan without zones as served everywhere: nothing was said against it', () => {
    const [first] = offers.offers.plans;
    expect(first && serves({ ...first, zones: [] }, 'anywhere')).toBe(true);
  });

  it.each([
    [{ plan_id: 'plan_dev', zone: 'mtl', version: '15' }, 'plan-not-in-zone'],
    [{ plan_id: 'plan_dev', zone: 'par', version: '17' }, 'plan-not-version'],
    [{ plan_id: 'plan_gone', zone: 'par', version: '17' }, 'plan-missing'],
    [{ plan_id: 'plan_dev', zone: 'par', version: '15' }, undefined],
  ])('%o', (change, problem) => {
    expect(settingsProblem(offers, change)?.type).toBe(problem);
  });
});

describe('billing', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const price = (before: unknown, after: unknown) =>
    ({ current_monthly: before, target_monthly: after, lines: [], basis: 'price_list' }) as never;
  it.each([
    [null, eur(10), { type: 'unknown' }],
    [eur(10), null, { type: 'unknown' }],
    [eur(10), { amount: 10, currency: 'USD' }, { type: 'currencies-differ' }],
    [eur(10), eur(10.001), { type: 'same' }],
    [eur(10), eur(12.5), { type: 'more', amount: eur(2.5) }],
    [eur(12.5), eur(10), { type: 'less', amount: eur(2.5) }],
    [eur(0), eur(10), { type: 'more', amount: eur(10) }],
  ])('%o to %o', (before, after, expected) => {
    expect(billingDifference(price(before, after))).toEqual(expected);
  });
});

describe('findings', () => {
  it('stand in the order in which they stop', () => {
    expect(groupFindings(findings.blocked).map((group) => group.level)).toEqual([
      'blocker',
      'warning',
      'info',
      'pass',
    ]);
  });

  it('never pass as clear with a check that could not run', () => {
    const only = findings.warnings.findings.filter((finding) => finding.level === 'could_not_run');
    expect(findingsVerdict({ ...findings.warnings, findings: only })).toEqual({ type: 'asks', count: 1 });
    expect(findingsVerdict(findings.blocked)).toEqual({ type: 'blocked', count: 1 });
    expect(findingsVerdict(findings.clear)).toEqual({ type: 'clear' });
  });

  it('counts a check as accepted when all of its findings are', () => {
    const [first] = findings.warnings.findings;
    if (!first) throw new Error('the fixture is empty');
    const twice = { ...findings.warnings, findings: [first, { ...first, outcome: 'other' }] };
    expect(acceptedChecks(twice, new Set([findingId(first)]))).toEqual([]);
    expect(acceptedChecks(twice, new Set([findingId(first), `${first.check}/other`]))).toEqual([first.check]);
    expect(unticked(twice, new Set([findingId(first)])).map(findingId)).toEqual([`${first.check}/other`]);
  });
});

describe('the typed name', () => {
  it.each([
    ['shop', ' shop ', 'match'],
    ['café', 'café', 'match'],
    ['shop', '', 'empty'],
    ['shop', 'Shop', 'case'],
    ['shop', 'shop2', 'mismatch'],
  ])('%s against %s', (name, typed, expected) => {
    expect(compareTypedName(name, typed)).toBe(expected);
  });
});

describe('progress', () => {
  it('names phases to come only while the usual way is open', () => {
    const names = (view: RunView) => phaseRows(view).map((row) => [row.phase, row.status]);
    expect(names(runs.watching)).toEqual([
      ['checks', 'ok'],
      ['new_server', 'ok'],
      ['freeze_and_copy', 'running'],
      ['switchover', 'not-seen'],
      ['clean_up', 'not-seen'],
    ]);
    expect(names(runs.failed).some(([, status]) => status === 'not-seen')).toBe(false);
  });

  it('puts words that nobody knows in a group of their own, at the end', () => {
    const rows = phaseRows(runs.unknown);
    expect(rows.at(-1)?.phase).toBeNull();
    expect(rows.at(-1)?.steps[0]?.word).toBe('WARM_UP_CACHES');
  });

  it('takes no unknown status for success', () => {
    expect(phaseStatus(steps(2, 'unknown'))).toBe('unknown');
    expect(phaseStatus(steps(2, 'failed'))).toBe('failed');
    expect(phaseStatus([])).toBe('not-seen');
  });

  it('gives a time only where it is known', () => {
    expect(duration(null, 5, 10, true)).toBeNull();
    expect(duration(2, 5, 10, true)).toBe(3);
    expect(duration(2, null, 10, true)).toBe(8);
    expect(duration(2, null, 10, false)).toBeNull();
    // The provider's clock may be ahead of ours.
    expect(duration(20, null, 10, true)).toBe(0);
  });

  it('reads our own steps out of the journal', () => {
    const running = { ...runs.watching, journal: runs.watching.journal.slice(0, 3) };
    expect(ownSteps(running).map((row) => [row.step, row.status])).toEqual([
      ['record_before', 'ok'],
      ['start_migration', 'running'],
    ]);
    const over = { ...running, header: { ...running.header, state: 'failed' as const } };
    expect(ownSteps(over).at(-1)?.status).toBe('uncertain');
  });

  it('says how long ago the provider was heard', () => {
    expect(heartbeat(runs.watching, NOW)).toEqual({ type: 'heard', age: 3000 });
    expect(heartbeat(runs.silent, NOW)).toEqual({ type: 'silent', age: 74_000 });
    expect(heartbeat(runs.starting, NOW)).toEqual({ type: 'never' });
  });

  it('counts from the gate, and stops at the end', () => {
    expect(elapsed(runs.watching, NOW + 5000)).toBe(189_000);
    expect(elapsed(runs.succeeded, NOW + 5_000_000)).toBe(184_000);
    expect(currentStep(runs.watching)?.word).toBe('DUMP_AND_RESTORE');
    expect(currentStep(runs.succeeded)).toBeNull();
  });
});

describe('outcome', () => {
  it.each([
    ['watching', 'progress'],
    ['verifying', 'progress'],
    ['paused', 'paused'],
    ['succeeded', 'succeeded'],
    ['needs_attention', 'attention'],
    ['failed', 'failed'],
    ['aborted', 'aborted'],
  ] as const)('%s is the screen %s', (state, screen) => {
    expect(runScreen(state)).toBe(screen);
  });

  it('says why it cannot be stopped', () => {
    expect(abortBar(runs.watching, true)).toBeNull();
    expect(abortBar(runs.watching, false)).toBe('provider');
    expect(abortBar(runs.starting, true)).toBe('not-started');
    expect(abortBar(runs.switching, true)).toBe('switchover');
    expect(abortBar(runs.aborting, true)).toBe('aborting');
    expect(abortBar(runs.verifying, true)).toBe('done');
  });

  it.each([
    ['failed', 'source', 'yes'],
    ['failedUnproven', 'unproven', 'unknown'],
    ['refused', 'source', 'untouched'],
  ] as const)('%s: the data is %s, the application works: %s', (name, safe, works) => {
    expect(safeAnswer(runs[name], runs[name].failure)).toBe(safe);
    expect(worksAnswer(runs[name], runs[name].failure)).toBe(works);
  });

  it('claims nothing about a failure after the switchover', () => {
    const late = run('failed', {
      data: 'unknown',
      phases: runs.switching.phases,
      failure: runs.failed.failure,
    });
    expect(safeAnswer(late, late.failure)).toBe('unknown');
  });

  it('answers by what was tried', () => {
    const tried = (answers: boolean | null, writable: boolean | null) => {
      const failure = runs.failed.failure && {
        ...runs.failed.failure,
        original_answers: answers,
        original_writable: writable,
      };
      return worksAnswer(runs.failed, failure);
    };
    expect(tried(true, false)).toBe('read-only');
    expect(tried(true, null)).toBe('answers');
    expect(tried(false, null)).toBe('no');
    expect(tried(null, null)).toBe('unknown');
  });

  it('lists what needs a look, and never nothing', () => {
    expect(attentionPoints(runs.attention).map((point) => point.type)).toEqual([
      'incomplete',
      'applications',
      'by-hand',
    ]);
    const fine = run('needs_attention', { ...runs.succeeded, by_hand: [] });
    expect(attentionPoints(fine)).toEqual([{ type: 'other' }]);
  });

  it('reminds of the direct host only where there was one', () => {
    expect(reminders(runs.succeeded)).toEqual(['direct-host', 'by-hand', 'backup']);
    const none = { ...runs.succeeded, variables: [] };
    expect(reminders(none)).not.toContain('direct-host');
    const mysql = { ...none.plan, database: { ...none.plan.database, engine: 'mysql' as const } };
    expect(reminders({ ...none, plan: mysql })).toContain('read-only-users');
  });
});

describe('the log', () => {
  it('puts the journal and the messages in one order', () => {
    const lines = logLines(runs.watching.journal, [
      { at: (runs.watching.journal[0]?.at ?? 0) + 1, code: 'hello', params: {} },
    ]);
    expect(lines[0]?.type).toBe('entry');
    expect(lines.findIndex((line) => line.type === 'message')).toBe(1);
    expect(lines).toHaveLength(runs.watching.journal.length + 1);
  });
});
