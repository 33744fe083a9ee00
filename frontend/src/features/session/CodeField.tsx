import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { TextField } from '@/ui/Field';

const WHOLE = /^\s*\d{3}\s*\d{3}\s*$/;

/** The code of the authenticator app, sent as soon as it is whole; or a recovery code in its place. */
export function CodeField({ error }: { error?: string }) {
  const [isRecovery, setRecovery] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other kind of code begins in an empty field
  useEffect(() => box.current?.querySelector('input')?.focus(), [isRecovery]);
  const type = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    if (!isRecovery && WHOLE.test(currentTarget.value)) currentTarget.form?.requestSubmit();
  };
  return (
    <div ref={box}>
      <TextField
        key={String(isRecovery)}
        label={isRecovery ? 'Recovery code' : 'Code from your app'}
        name="code"
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        error={error}
        data-autofocus
        onChange={type}
        hint={
          <button type="button" className="link" onClick={() => setRecovery(!isRecovery)}>
            {isRecovery ? 'Use a code from the app' : 'Use a recovery code instead'}
          </button>
        }
      />
    </div>
  );
}
