/** Databases: the list of all accounts, and the page of one. */
export { default as DatabasePanel } from './DatabasePanel.svelte';
export { default as InventoryPanel } from './InventoryPanel.svelte';
