import { type ReactNode, useEffect, useRef } from 'react';
import { Brand } from '@/ui/Brand';
import { useWindowTitle } from '@/ui/PageHeader';
import '@/features/session/outside.css';

interface Props {
  title: string;
  children: ReactNode;
  /** Beneath the card: where to turn when it does not help. */
  below?: ReactNode;
  /** The title tells what has just happened: it takes the focus, so that it is read out. */
  isOutcome?: boolean;
}

/** The frame of whatever is seen before one is signed in. */
export function Outside({ title, children, below, isOutcome }: Props) {
  useWindowTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isOutcome) heading.current?.focus();
  }, [isOutcome]);
  return (
    <main className="outside">
      <Brand />
      <section className="outside-card" aria-labelledby="outside-title">
        <h1 id="outside-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </section>
      {below}
    </main>
  );
}
