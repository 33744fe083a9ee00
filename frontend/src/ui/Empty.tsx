import type { ReactNode } from 'react';
import '@/ui/panel.css';

interface Props {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
}

/** Nothing here, and what to do next. */
export function Empty({ title, children, icon }: Props) {
  return (
    <div className="empty">
      {icon}
      <p className="empty-title">{title}</p>
      {children && <div className="muted">{children}</div>}
    </div>
  );
}
