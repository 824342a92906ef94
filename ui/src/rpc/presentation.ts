/** The one table of errors for screens: code -> how serious, which words, what to do. Words are catalogue keys. */
import { ERRORS } from './generated/errors';
import type { ErrorKind, Remedy, RpcError } from './generated/types';

/** How an error is shown. `silent`: the person did it, or knows already; nothing is shown. */
export type Severity = 'silent' | 'info' | 'warning' | 'danger';

/** What the one recommended action does. */
export type ErrorAction =
  /** Does the same again; shown where the screen can. */
  | { type: 'retry' }
  /** Signs in to the account again. */
  | { type: 'sign_in' }
  /** Opens the panel of the vault. */
  | { type: 'vault' }
  /** Goes back to the settings of the migration. */
  | { type: 'configure' }
  /** Opens the provider's own pages or its support, where the screen knows them. */
  | { type: 'provider' }
  /** Opens the help page: version, folders, hosts contacted. */
  | { type: 'help' }
  /** Words are enough. */
  | { type: 'none' };

/** Everything a screen needs to show an error. */
export interface Presentation {
  severity: Severity;
  title: string;
  body: string;
  /** Key of the recommended action's words. */
  remedy: string;
  action: ErrorAction;
}

const SEVERITY: Record<ErrorKind, Severity> = {
  host_not_found: 'warning',
  unreachable: 'warning',
  timed_out: 'warning',
  connection_lost: 'warning',
  tls_identity: 'danger',
  certificate_changed: 'danger',
  client_certificate_refused: 'danger',
  tls_unavailable: 'danger',
  redirected: 'danger',
  proxy_refused: 'warning',
  host_not_allowed: 'danger',
  malformed_answer: 'danger',
  answer_too_large: 'danger',
  provider_unavailable: 'warning',
  rate_limited: 'warning',
  provider_refused: 'danger',
  not_found: 'warning',
  payment_required: 'warning',
  no_capacity: 'warning',
  not_supported: 'info',
  signed_out: 'warning',
  forbidden: 'danger',
  sign_in_cancelled: 'silent',
  sign_in_mismatch: 'danger',
  credential_malformed: 'warning',
  keyring_unavailable: 'warning',
  keyring_locked: 'warning',
  vault_locked: 'warning',
  wrong_passphrase: 'warning',
  vault_damaged: 'danger',
  secret_missing: 'warning',
  secret_too_long: 'warning',
  vault_too_new: 'danger',
  store_too_new: 'danger',
  store_damaged: 'danger',
  store_unwritable: 'danger',
  store_busy: 'danger',
  database_unreachable: 'warning',
  database_login: 'danger',
  database_right: 'danger',
  database_refused: 'danger',
  database_version: 'danger',
  cannot_be_carried: 'danger',
  target_not_empty: 'danger',
  same_database: 'danger',
  not_direct: 'warning',
  rows_may_be_hidden: 'danger',
  table_rewritten: 'danger',
  database_full: 'danger',
  database_memory: 'danger',
  too_many_connections: 'warning',
  database_locked: 'warning',
  database_password_unknown: 'warning',
  freeze_impossible: 'warning',
  freeze_broken: 'danger',
  target_too_small: 'danger',
  wrong_direction: 'danger',
  downgrade_refused: 'warning',
  blocked: 'danger',
  already_running: 'warning',
  plan_changed: 'warning',
  name_mismatch: 'warning',
  not_accepted: 'warning',
  wrong_state: 'info',
  migration_failed: 'danger',
  verification_differs: 'danger',
  outcome_unknown: 'danger',
  transfer_unfinished: 'warning',
  cannot_resume: 'danger',
  freeze_too_long: 'warning',
  panel_not_used: 'warning',
  invalid_input: 'warning',
  file_unreadable: 'warning',
  server_program_missing: 'warning',
  server_not_started: 'danger',
  scenario_invalid: 'danger',
  cancelled: 'silent',
  internal: 'danger',
  guard_missing: 'warning',
};

const ACTION: Record<Remedy, ErrorAction> = {
  try_later: { type: 'retry' },
  check_network: { type: 'retry' },
  check_address: { type: 'retry' },
  check_certificates: { type: 'retry' },
  check_client_certificate: { type: 'retry' },
  sign_in_again: { type: 'sign_in' },
  ask_for_right: { type: 'provider' },
  contact_support: { type: 'provider' },
  unlock_vault: { type: 'vault' },
  choose_passphrase_file: { type: 'vault' },
  restore_backup: { type: 'help' },
  update_application: { type: 'help' },
  free_disk_space: { type: 'retry' },
  close_other_copy: { type: 'retry' },
  change_settings: { type: 'configure' },
  correct_input: { type: 'none' },
  use_direct_address: { type: 'none' },
  look_at_provider: { type: 'provider' },
  install_servers: { type: 'retry' },
  resume_transfer: { type: 'none' },
  stop_writers: { type: 'none' },
  swap_ends: { type: 'none' },
  empty_target: { type: 'none' },
  enlarge_database: { type: 'provider' },
  fewer_jobs: { type: 'retry' },
  nothing: { type: 'none' },
  report_defect: { type: 'help' },
};

const KIND_OF = new Map<string, ErrorKind>(ERRORS.map((line) => [line.code, line.kind]));

/** A word of the rpc as it stands in catalogue keys: `sign_in_again` is `sign-in-again`. */
export function keyOf(word: string): string {
  return word.replaceAll('_', '-');
}

/** How to show an error. A code that this page does not know (a newer core) is shown as serious, with its details. */
export function present(error: Pick<RpcError, 'code' | 'remedy'>): Presentation {
  const kind = KIND_OF.get(error.code);
  const words = `error-${error.code.toLowerCase()}`;
  return {
    severity: kind ? SEVERITY[kind] : 'danger',
    title: `${words}-title`,
    body: `${words}-body`,
    remedy: `remedy-${keyOf(error.remedy)}`,
    action: ACTION[error.remedy] ?? { type: 'none' },
  };
}
