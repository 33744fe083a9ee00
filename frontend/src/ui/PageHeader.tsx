import { type ReactNode, useEffect } from 'react';
import '@/ui/pageHeader.css';

interface Props {
  title: string;
  /** The window's title when it says more than the heading: "Clients list (Unverified)". */
  windowTitle?: string;
  /** Above the heading: where one came from. */
  crumbs?: ReactNode;
  /** At the far end: secondary acts first, the one primary act last. */
  children?: ReactNode;
}

/** The page's one H1, its acts, and the window's title. The shell moves focus here after a navigation. */
export function PageHeader({ title, windowTitle = title, crumbs, children }: Props) {
  useWindowTitle(windowTitle);
  return (
    <header className="page-header">
      {crumbs && <div className="page-crumbs">{crumbs}</div>}
      <h1 tabIndex={-1} dir="auto">
        {title}
      </h1>
      {children && <div className="page-acts">{children}</div>}
    </header>
  );
}

export function useWindowTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Atrium' ? title : `${title} - Atrium`;
  }, [title]);
}
