/** Copying a database into an empty one, by two addresses. */
export { CopyDesk } from './desk.svelte';
export { default as CopyPage } from './CopyPage.svelte';
export { default as CopyProgress } from './CopyProgress.svelte';
