/** Words and formats of the window: `t('nav-accounts')`, `fmt().dateTime(at)`. */
export { LANGUAGES, type Formats, type Language } from './formats';
export { fmt, has, systemLanguage, t, tOr, words, type Args } from './runtime.svelte';
