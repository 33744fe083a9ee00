import { useEffect, useRef } from 'react';

const STEPS = [
  { step: 'choose', words: 'Choose' },
  { step: 'compare', words: 'Compare' },
  { step: 'confirm', words: 'Confirm' },
] as const;

type Step = (typeof STEPS)[number]['step'];

interface Props {
  current: Step;
  /** Without a survivor only the first step can be taken. */
  hasInto: boolean;
  onGo: (step: Step) => void;
}

/** Where one is among the three steps; those before are ways back. Focus goes with the step. */
export function Stepper({ current, hasInto, onGo }: Props) {
  const here = useRef<HTMLLIElement>(null);
  const former = useRef(current);
  useEffect(() => {
    if (former.current !== current) here.current?.focus();
    former.current = current;
  }, [current]);
  const place = STEPS.findIndex(({ step }) => step === current);
  return (
    <nav aria-label="Steps" className="stepper">
      <ol>
        {STEPS.map(({ step, words }, at) => (
          <li key={step} {...(step === current && { ref: here, tabIndex: -1, 'aria-current': 'step' })}>
            {at < place && hasInto ? (
              <button type="button" className="button button-quiet" onClick={() => onGo(step)}>
                {at + 1} {words}
              </button>
            ) : (
              <span>
                {at + 1} {words}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
