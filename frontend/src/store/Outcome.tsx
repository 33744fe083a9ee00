import { CircleCheck, CircleX } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  title: string;
  good?: boolean;
  children: ReactNode;
}

/** What has just happened. Its title takes the focus, so that it is read out. */
export function Outcome({ title, good, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="store-outcome">
      {good ? (
        <CircleCheck size={32} className="store-good" aria-hidden="true" />
      ) : (
        <CircleX size={32} className="store-bad" aria-hidden="true" />
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
