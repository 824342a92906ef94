/** The history of migrations, and those that are not finished. */
export { default as RunList } from './RunList.svelte';
export { default as UnfinishedRuns } from './UnfinishedRuns.svelte';
export { Runs } from './runs.svelte';
