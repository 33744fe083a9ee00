import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { router } from '@/app/router';
import { signedOut } from '@/lib/connection';
import { queryClient } from '@/lib/queryClient';

/** The staff's dashboard, at whatever address the browser shows. */
export function show(root: Root): void {
  signedOut.set(false);
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
