import { Link } from '@tanstack/react-router';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';

/** An address that leads nowhere, and the way back. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="There is no such page" />
      <Empty title="The address may be mistyped, or what it named is gone.">
        <Link className={buttonClass('primary')} to="/clients">
          Go to the dashboard
        </Link>
      </Empty>
    </>
  );
}
