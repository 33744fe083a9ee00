import type { ReactNode } from 'react';
import '@/ui/badge.css';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** A state: a dot and a word, never colour alone. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
