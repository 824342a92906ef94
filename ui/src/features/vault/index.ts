/** Where secrets are kept. */
export { default as VaultIndicator } from './VaultIndicator.svelte';
