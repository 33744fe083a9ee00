import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Failed } from '@/ui/Failed';

/** When not even the page's frame could be loaded. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    return router.invalidate();
  };
  return (
    <main className="route-failed">
      <h1 className="visually-hidden">Atrium</h1>
      <Failed error={error} onRetry={retry} />
    </main>
  );
}
