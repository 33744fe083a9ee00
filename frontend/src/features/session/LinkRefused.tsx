import { type LinkKind, linkWords } from '@/features/session/linkWords';
import { Outside } from '@/features/session/Outside';
import { buttonClass } from '@/ui/Button';

/** A mailed link that opens nothing, why, and where to go instead. */
export function LinkRefused({ kind, code }: { kind: LinkKind; code: string | null }) {
  const { title, advice } = linkWords(kind, code);
  return (
    <Outside title={title} isOutcome>
      <p>{advice}</p>
      {kind === 'reset' && (
        <a className={buttonClass('primary')} href="/forgot">
          Ask for a new link
        </a>
      )}
      <a className={buttonClass()} href="/login">
        Sign in
      </a>
    </Outside>
  );
}
