/** Accounts: the first screen, the list, signing in. */
export { default as AccountsList } from './AccountsList.svelte';
export { default as SignInPanel } from './SignInPanel.svelte';
export { default as Welcome } from './Welcome.svelte';
