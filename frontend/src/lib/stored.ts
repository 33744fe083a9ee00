/** Local storage that may be forbidden or full: then nothing is remembered and nothing breaks. */
export const stored = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(`atrium.${key}`);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`atrium.${key}`);
      else localStorage.setItem(`atrium.${key}`, value);
    } catch {
      // Remembering is a kindness, not a promise.
    }
  },
};
