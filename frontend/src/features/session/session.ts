import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { forgetRecentClients } from '@/features/clients/recent';
import { SignOutDocument, ViewerDocument, type ViewerQuery } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { signedOut } from '@/lib/connection';
import { isSignedOut } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { proofAsked } from '@/lib/proof';
import { queryClient } from '@/lib/queryClient';
import { tellTabs } from '@/lib/tabsChannel';

export type Viewer = ViewerQuery['viewer'];

const FIVE_MINUTES = 300_000;

/** Who is signed in and what they may do; nobody signed in is an answer too, not an error. */
export const viewerAsking = queryOptions({
  ...asking(ViewerDocument, {}),
  staleTime: FIVE_MINUTES,
  select: (answer: ViewerQuery) => answer.viewer,
});

/** @returns who is signed in, as last answered or asked now; null when nobody is. */
export async function loadStaff(): Promise<Viewer['staff']> {
  try {
    return (await queryClient.ensureQueryData(asking(ViewerDocument, {}))).viewer.staff;
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

/** Only beneath the shell, which has loaded the viewer before it is drawn. */
export function useViewer(): Viewer {
  return useSuspenseQuery(viewerAsking).data;
}

/** @param permission one of the names in `viewer.permissions`, as `client.create`. */
export function usePermission(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}

/** After a sign-in, which is a proof too: everything is asked anew, for another may sit here than before. */
export async function welcome(): Promise<void> {
  signedOut.set(false);
  proofAsked.get()?.(true);
  tellTabs({ kind: 'signed-in' });
  await queryClient.invalidateQueries();
}

/** Ends the session here and in the browser's other tabs; nothing that was read or tried stays, and the sign-in page opens. */
export async function signOut(): Promise<void> {
  await ask(SignOutDocument, {});
  tellTabs({ kind: 'signed-out' });
  forgetRecentClients();
  queryClient.clear();
  sessionStorage.clear();
  window.location.assign('/login');
}
