import { moneyWords } from '@/features/orders/Amounts';
import type { usePreview } from '@/features/quick-order/usePreview';
import { explain } from '@/lib/errors';

/** What the order comes to, as the server says it; and why it cannot say so yet. */
export function OrderTotal({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const { answer, error, isOld, isWhole } = preview;
  return (
    <p className="quick-total" role="status">
      <span>Total</span>
      {error ? (
        <span className="field-error">{explain(error).advice}</span>
      ) : !isWhole || !answer ? (
        <span className="muted">{isWhole ? 'Counting…' : 'Choose what is ordered'}</span>
      ) : answer.__typename === 'OrderPreview' ? (
        <strong className={isOld ? 'stale' : undefined}>{moneyWords(answer.total)}</strong>
      ) : (
        <span className="field-error">
          {answer.__typename === 'InvalidInput' ? answer.fields[0]?.message : messageOf(answer)}
        </span>
      )}
    </p>
  );
}

const messageOf = (answer: object) => ('message' in answer ? String(answer.message) : '');
