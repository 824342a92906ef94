/** Where secrets are kept: the panel of the settings page, the indicator beside every page. */
export { vault } from './vault.svelte';
export { default as VaultIndicator } from './VaultIndicator.svelte';
export { default as VaultNotice } from './VaultNotice.svelte';
export { default as VaultPanel } from './VaultPanel.svelte';
