import { ViewerDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { queryClient } from '@/lib/queryClient';

/** @returns what whoever is signed in may do, for what is decided before a page is drawn. */
export async function loadPermissions(): Promise<string[]> {
  return (await queryClient.ensureQueryData(asking(ViewerDocument, {}))).viewer.permissions;
}
