/** The wizard and the page of a run. */
export { default as RunPage } from './run/RunPage.svelte';
export { default as WizardPage } from './WizardPage.svelte';
export { RunFollower } from './run.svelte';
export { wizards } from './drafts';
