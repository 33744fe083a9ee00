import type { ReactNode } from 'react';
import { Badge } from '@/ui/Badge';

interface Props {
  label: string;
  isDefault: boolean;
  more?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** One entry of a contact list: the value, what it is called, and whether it is the one used. */
export function Item({ label, isDefault, more, acts, children }: Props) {
  return (
    <li className="contact">
      <div className="contact-value">{children}</div>
      <div className="contact-facts">
        {isDefault && <Badge tone="good">Default</Badge>}
        {label && (
          <span className="muted" dir="auto">
            {label}
          </span>
        )}
        {more && <span className="muted">{more}</span>}
        {acts}
      </div>
    </li>
  );
}
