/** Errors of the rpc as the screens get them: always an `RpcError`, whatever failed. */
import { CODE_OF, ERRORS } from './generated/errors';
import type { CopyProblem, RpcError } from './generated/types';

/** What a failed call throws. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';

  constructor(readonly error: RpcError) {
    super(error.code);
  }
}

function isRpcError(value: unknown): value is RpcError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, remedy, retry } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof remedy === 'string' && typeof retry === 'string';
}

/** Makes an `RpcError` of anything that was thrown. What is not one already is a defect of the application. */
export function toRpcError(thrown: unknown): RpcError {
  if (thrown instanceof RpcFailure) return thrown.error;
  if (isRpcError(thrown)) return { ...thrown, params: thrown.params ?? {} };
  return {
    code: CODE_OF.internal,
    params: {},
    stage: 'window',
    remedy: 'report_defect',
    retry: 'never',
    reference: null,
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  };
}

/** A problem that is a part of an answer, as every screen shows errors. */
export function asError(problem: CopyProblem, stage = 'migration'): RpcError {
  const line = ERRORS.find((each) => each.kind === problem.kind);
  return {
    code: line?.code ?? problem.kind,
    params: {},
    stage,
    remedy: line?.remedy ?? 'report_defect',
    retry: line?.retry ?? 'never',
    reference: null,
    detail: problem.detail,
  };
}

/** Whether an error is of a kind, by its code. */
export function isKind(error: RpcError, kind: keyof typeof CODE_OF): boolean {
  return error.code === CODE_OF[kind];
}
