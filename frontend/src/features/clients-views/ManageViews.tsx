import { ArrowDown, ArrowUp, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { RemoveView, RenameView } from '@/features/clients-views/ViewDialogs';
import { usePermission } from '@/features/session/session';
import {
  ChooseClientViewDocument,
  ClientViewsDocument,
  OrderClientViewsDocument,
  type SavedViewFragment,
  UpdateClientViewDocument,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button, IconButton } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Menu } from '@/ui/Menu';
import { Notice } from '@/ui/Notice';

const viewsKey = asking(ClientViewsDocument, {}).queryKey;

type Act = () => Promise<Refusal | undefined>;

/** The views in the person's own order: moved, shared, opened with, renamed, removed. */
export function ManageViews({ views, onClose }: { views: SavedViewFragment[]; onClose: () => void }) {
  const mayShare = usePermission('view.share');
  const [dialog, show] = useState<{ kind: 'rename' | 'remove'; view: SavedViewFragment }>();
  const { run, refused } = useAct(async (act: Act) => {
    const refusal = await act();
    await queryClient.invalidateQueries({ queryKey: viewsKey });
    return refusal;
  });
  const move = (from: number, by: number) =>
    run(async () => {
      const ids = views.map(({ id }) => id);
      ids.splice(from + by, 0, ...ids.splice(from, 1));
      await ask(OrderClientViewsDocument, { input: { ids } });
      return undefined;
    });
  const choose = ({ id, isDefault }: SavedViewFragment) =>
    run(async () => {
      const { chooseClientView: answer } = await ask(ChooseClientViewDocument, {
        input: { id: isDefault ? null : id },
      });
      return 'message' in answer ? refusalOf(answer) : undefined;
    });
  const share = ({ id, isShared }: SavedViewFragment) =>
    run(async () => {
      const { updateClientView: answer } = await ask(UpdateClientViewDocument, { input: { id, isShared: !isShared } });
      return 'message' in answer ? refusalOf(answer) : undefined;
    });
  const actsOf = (view: SavedViewFragment) => [
    {
      label: view.isDefault ? 'No longer open the list with it' : 'Open the list with it',
      onChoose: () => choose(view),
    },
    ...(view.mayChange
      ? [
          { label: 'Rename…', onChoose: () => show({ kind: 'rename', view }) },
          ...(mayShare || view.isShared
            ? [{ label: view.isShared ? 'Stop sharing' : 'Share with everybody here', onChoose: () => share(view) }]
            : []),
          { label: 'Remove…', onChoose: () => show({ kind: 'remove', view }) },
        ]
      : []),
  ];
  const close = () => show(undefined);
  if (dialog?.kind === 'rename') return <RenameView view={dialog.view} onClose={close} />;
  if (dialog?.kind === 'remove') return <RemoveView view={dialog.view} onClose={close} />;
  return (
    <Dialog title="Views" onClose={onClose}>
      <DialogBody>
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
        <ol className="views-list" aria-label="Views in your order">
          {views.map((view, place) => (
            <li key={view.id}>
              <span className="views-name">
                <span dir="auto">{view.name}</span>
                <small className="muted">{aboutOf(view)}</small>
              </span>
              <IconButton
                label={`Move ${view.name} up`}
                unavailable={place === 0 ? 'It is the first already.' : undefined}
                onClick={() => move(place, -1)}
              >
                <ArrowUp size={16} />
              </IconButton>
              <IconButton
                label={`Move ${view.name} down`}
                unavailable={place === views.length - 1 ? 'It is the last already.' : undefined}
                onClick={() => move(place, 1)}
              >
                <ArrowDown size={16} />
              </IconButton>
              <Menu
                label={`Change ${view.name}`}
                button={<Ellipsis size={16} aria-hidden="true" />}
                acts={actsOf(view)}
              />
            </li>
          ))}
        </ol>
        {views.length === 0 && <p className="muted">There are no views yet.</p>}
      </DialogBody>
      <DialogFoot>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function aboutOf({ isDefault, isShared, isOwn, ownerName }: SavedViewFragment): string {
  const whose = isOwn ? (isShared ? 'Shared with everybody' : 'Only yours') : `Shared by ${ownerName}`;
  return isDefault ? `${whose}; your list opens with it` : whose;
}
