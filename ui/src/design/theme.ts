/** Light, dark, or as the system says. */

/** Colours of the window. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Shows the window in the colours chosen. */
export function applyTheme(theme: ThemeChoice): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
