/** Lines of the history as words. */
import { t } from '$lib/i18n';
import type { RunHeader } from '$lib/rpc';

/** From which version to which, short; the arrow is for the eye. */
export function versionsShort({ from_version: from, to_version: to }: RunHeader): string {
  if (from === null) return t('runs-versions-unknown', { to });
  return from === to ? t('runs-versions-same', { to }) : t('runs-versions', { from, to });
}

/** The same, read out. */
export function versionsSpoken(run: RunHeader): string {
  const { from_version: from, to_version: to } = run;
  return from === null || from === to ? versionsShort(run) : t('runs-versions-spoken', { from, to });
}

/** Account and workspace on one line. */
export function accountLine({ account_name: account, workspace }: RunHeader): string {
  return workspace === '' ? account : t('wizard-account-in-workspace', { account, workspace });
}
