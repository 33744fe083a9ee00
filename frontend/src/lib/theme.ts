import { observable } from '@/lib/observable';
import { stored } from '@/lib/stored';

export type Theme = 'system' | 'light' | 'dark';
export const THEMES: Theme[] = ['system', 'light', 'dark'];

const KEY = 'theme';

/** The chosen theme; public/theme.js applies the stored one before the first paint. */
export const theme = observable<Theme>(chosen());

function chosen(): Theme {
  const value = stored.read(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export function chooseTheme(value: Theme): void {
  stored.write(KEY, value === 'system' ? null : value);
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  theme.set(value);
}
