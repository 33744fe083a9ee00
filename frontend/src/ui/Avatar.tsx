import '@/ui/avatar.css';

/** @returns up to two letters for a name, whatever its script. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** Decoration beside a name that is also written out. */
export function Avatar({ name, large }: { name: string; large?: boolean }) {
  return (
    <span
      className={large ? 'avatar avatar-large' : 'avatar'}
      data-initials={initialsOf(name) || '–'}
      aria-hidden="true"
    />
  );
}
