export { TestBench } from './bench.svelte';
export { Copies } from './copies.svelte';
export { default as CopiesPage } from './CopiesPage.svelte';
export { default as TestCopyPanel } from './TestCopyPanel.svelte';
