import { Link } from '@tanstack/react-router';
import { BLOCKER_WORDS, blockerWords } from '@/features/client-removal/words';
import { Choice, Choices } from '@/ui/Choice';

interface Props {
  clientId: string;
  blockers: { code: string; message: string; count: number }[];
  /** The codes that are ticked. */
  chosen: string[];
  onChoose: (codes: string[]) => void;
}

/** What speaks against it: how many, what it would mean, and a way to look. Each has to be ticked. */
export function Blockers({ clientId, blockers, chosen, onChoose }: Props) {
  if (blockers.length === 0) return null;
  const toggle = (code: string) =>
    onChoose(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return (
    <Choices legend="This speaks against it. Tick what shall not stop you.">
      {blockers.map(({ code, message, count }, place) => (
        <div key={code} className="removal-blocker">
          <Choice
            name="override"
            value={code}
            checked={chosen.includes(code)}
            data-autofocus={place === 0 || undefined}
            onChange={() => toggle(code)}
          >
            {blockerWords(code, count)}
          </Choice>
          <p className="muted">
            {message}{' '}
            <Link
              to="/clients/$clientId/$tab"
              params={{ clientId, tab: BLOCKER_WORDS[code]?.tab ?? 'overview' }}
              aria-label={`Look at ${blockerWords(code, count)}`}
            >
              Look
            </Link>
          </p>
        </div>
      ))}
    </Choices>
  );
}
