import { StoreViewerDocument, type StoreViewerQuery } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { observable, useObservable } from '@/lib/observable';
import { DOOR } from '@/store/door';

type Viewer = StoreViewerQuery['viewer'];

/** Who is here: undefined until the server has said so, `client` null for a visitor. */
const viewer = observable<Viewer | undefined>(undefined);

export const useStoreViewer = () => useObservable(viewer);

/** Asks who is here, for the frame; a page that cannot do without asks again and says what is wrong. */
export function lookWhoIsHere(): void {
  ask(StoreViewerDocument, {}, DOOR)
    .then((answer) => viewer.set(answer.viewer))
    .catch(() => undefined);
}
