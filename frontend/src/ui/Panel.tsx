import { type ReactNode, useId } from 'react';
import { Failed } from '@/ui/Failed';
import { Loading } from '@/ui/Loading';
import '@/ui/panel.css';

interface Props {
  title: string;
  children: ReactNode;
  /** Beside the title: a link or a small button. */
  aside?: ReactNode;
  className?: string;
}

/** A bordered part of a page with a heading of its own. */
export function Panel({ title, aside, children, className = '' }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** What a query tells of itself; react-query's results fit. */
export interface Asked<Data> {
  data: Data | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

interface FacesProps<Data> {
  asked: Asked<Data>;
  children: (data: Data) => ReactNode;
  /** Rows to reserve while loading, so that nothing jumps when the data comes. */
  rows?: number;
  /** Shown instead when this says there is nothing. */
  empty?: { when: (data: Data) => boolean; face: ReactNode };
}

/** The four faces of whatever loads: loading, failed, empty, data. Former data stays, dimmed, while newer loads. */
export function Faces<Data>({ asked, children, rows = 4, empty }: FacesProps<Data>) {
  if (asked.data === undefined) {
    if (asked.error) return <Failed error={asked.error} onRetry={asked.refetch} />;
    return <Loading rows={rows} />;
  }
  return (
    <div className={asked.isPlaceholderData ? 'stale' : undefined} aria-busy={asked.isPlaceholderData || undefined}>
      {asked.error && <Failed error={asked.error} onRetry={asked.refetch} brief />}
      {empty?.when(asked.data) ? empty.face : children(asked.data)}
    </div>
  );
}
