/** The door to Rust: typed commands, their types, their errors. */
export { rpc, type Rpc } from './client';
export { asError, isKind, RpcFailure, toRpcError } from './failure';
export { databaseKeyText, sameDatabase } from './keys';
export { CODE_OF, ERRORS } from './generated/errors';
export type * from './generated/types';
export type { CommandName, Commands } from './generated/commands';
export { keyOf, present, type ErrorAction, type Presentation, type Severity } from './presentation';
