import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { takeToken } from '@/lib/mailedLink';
import { ResetPage } from '@/pages/reset';

/** The page behind the link of a forgotten password. */
export function show(root: Root): void {
  const token = takeToken();
  root.render(
    <StrictMode>
      <ResetPage token={token} />
    </StrictMode>,
  );
}
