/** The practice cloud on this computer. */
export { default as PracticeChoice } from './PracticeChoice.svelte';
