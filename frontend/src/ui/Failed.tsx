import { TriangleAlert } from 'lucide-react';
import { explain } from '@/lib/errors';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import '@/ui/panel.css';

interface Props {
  error: unknown;
  onRetry?: () => unknown;
  /** One line above data that is still worth showing. */
  brief?: boolean;
}

/** Why something could not be loaded, what to do about it, and the number under which the server logged it. */
export function Failed({ error, onRetry, brief }: Props) {
  const { title, advice, requestId } = explain(error);
  return (
    <div className={brief ? 'failed failed-brief' : 'failed'} role="alert">
      <TriangleAlert size={20} aria-hidden="true" />
      <div>
        <p className="failed-title">{title}</p>
        <p className="muted">{advice}</p>
        {requestId && (
          <p className="muted failed-request">
            Request <code>{requestId}</code> <CopyButton text={requestId} what="request id" />
          </p>
        )}
      </div>
      {onRetry && <Button onClick={() => onRetry()}>Try again</Button>}
    </div>
  );
}
