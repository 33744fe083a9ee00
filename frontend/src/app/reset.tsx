import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { followTokens } from '@/lib/mailedLink';
import { ResetPage } from '@/pages/reset';

/** The page behind the link of a forgotten password. */
export function show(root: Root): void {
  followTokens((token) =>
    root.render(
      <StrictMode>
        <ResetPage key={token} token={token} />
      </StrictMode>,
    ),
  );
}
