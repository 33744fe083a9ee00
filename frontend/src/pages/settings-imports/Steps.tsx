import { Link } from '@tanstack/react-router';
import { STEPS, type Step } from '@/pages/settings-imports/search';
import { STEP_WORDS } from '@/pages/settings-imports/steps';

interface Props {
  now: Step;
  /** Of the import that is open: its id and the steps that can be gone to. */
  importId?: string;
  open?: readonly Step[];
}

/** The five steps, the one that is shown, and the way to those that can be looked at. */
export function Steps({ now, importId, open = [] }: Props) {
  return (
    <nav className="imports-steps" aria-label="Steps">
      <ol>
        {STEPS.map((step, place) => {
          const words = (
            <>
              <span className="imports-step-place">{place + 1}</span> {STEP_WORDS[step]}
            </>
          );
          return (
            <li key={step} aria-current={step === now ? 'step' : undefined}>
              {importId && step !== now && open.includes(step) ? (
                <Link to="/settings/imports/$importId" params={{ importId }} search={{ step }}>
                  {words}
                </Link>
              ) : (
                <span>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
