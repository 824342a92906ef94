/** Every code and every remedy has its place in the table, and words in both languages. */
import { describe, expect, it } from 'vitest';
import { has, words } from '../i18n';
import { isKind, RpcFailure, toRpcError } from './failure';
import { ERRORS } from './generated/errors';
import { keyOf, present } from './presentation';

describe('the table of errors', () => {
  it.each(ERRORS.map((line) => [line.code, line] as const))('%s has words and an action', (code, line) => {
    const shown = present({ code, remedy: line.remedy });
    for (const language of ['en', 'fr']) {
      words.choose(language);
      for (const id of [shown.title, shown.body, shown.remedy])
        expect(has(id), `${id} in ${language}`).toBe(true);
    }
    expect(['silent', 'info', 'warning', 'danger']).toContain(shown.severity);
    expect(shown.action.type).toBeTruthy();
  });

  it('is silent about what the person did', () => {
    expect(present({ code: 'CHG-AUT-003', remedy: 'sign_in_again' }).severity).toBe('silent');
    expect(present({ code: 'CHG-GEN-001', remedy: 'nothing' }).severity).toBe('silent');
  });

  it('takes a code that it does not know seriously', () => {
    expect(present({ code: 'CHG-NEW-999', remedy: 'try_later' })).toMatchObject({
      severity: 'danger',
      action: { type: 'retry' },
    });
  });

  it('sends people where the remedy is', () => {
    expect(present({ code: 'CHG-VLT-003', remedy: 'unlock_vault' }).action).toEqual({ type: 'vault' });
    expect(present({ code: 'CHG-AUT-001', remedy: 'sign_in_again' }).action).toEqual({ type: 'sign_in' });
    expect(keyOf('sign_in_again')).toBe('sign-in-again');
  });
});

describe('what is thrown', () => {
  const error = {
    code: 'CHG-NET-001',
    remedy: 'check_address',
    retry: 'later',
    params: {},
    stage: 'accounts',
    reference: null,
    detail: '',
  } as const;

  it('stays what it is', () => {
    expect(toRpcError(error)).toEqual(error);
    expect(toRpcError(new RpcFailure({ ...error }))).toEqual(error);
    expect(isKind(toRpcError(error), 'host_not_found')).toBe(true);
  });

  it.each([new Error('no bridge'), 'text', null, undefined, { code: 3 }])(
    'or is a defect of ours: %s',
    (thrown) => {
      expect(toRpcError(thrown)).toMatchObject({ code: 'CHG-GEN-002', remedy: 'report_defect' });
    },
  );
});
