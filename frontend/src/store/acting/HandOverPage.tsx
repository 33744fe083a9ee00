import { useEffect, useState } from 'react';
import type { Opened } from '@/store/acting/handOver';
import { Outcome } from '@/store/Outcome';

/** Seen for the moment in which the account opens, or with the reason why it did not. */
export default function HandOverPage({ opened }: { opened: Opened }) {
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    void opened.then(setTrouble);
  }, [opened]);
  if (trouble) {
    return (
      <Outcome title="The account was not opened">
        <p>{trouble}</p>
      </Outcome>
    );
  }
  return (
    <div role="status">
      <h1>Opening the account</h1>
      <p className="muted">One moment…</p>
    </div>
  );
}
