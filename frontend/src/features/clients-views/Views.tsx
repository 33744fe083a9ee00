import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LayoutList } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { droppedFrom, type ListSearch, NO_VIEW } from '@/features/clients/listSearch';
import { layout } from '@/features/clients-list/layout';
import { conditionsIn } from '@/features/clients-list/QuickFilters';
import { ManageViews } from '@/features/clients-views/ManageViews';
import { SaveViewDialog } from '@/features/clients-views/SaveViewDialog';
import { inputOf, isChanged, isEmpty, noView, searchOf } from '@/features/clients-views/viewSearch';
import { ClientViewsDocument, type SavedViewFragment, UpdateClientViewDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { parseSearch } from '@/lib/search';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Notice } from '@/ui/Notice';
import { say } from '@/ui/toastList';
import '@/features/clients-views/views.css';

/** Opens saved views, and says what the list differs in from the one that was opened. */
export default function Views({ search }: { search: ListSearch }) {
  const navigate = useNavigate();
  const asked = useQuery(asking(ClientViewsDocument, {}));
  const [dialog, show] = useState<'add' | 'manage'>();
  const views = asked.data?.clientViews ?? [];
  const open = views.find(({ id }) => id === search.view);
  const isEverybody = !open && !search.q && Object.keys(conditionsIn(search)).length === 0;
  const isUnknown = asked.data && !open && search.view !== undefined && search.view !== NO_VIEW;
  const go = (to: ListSearch) => void navigate({ to: '/clients/list', search: to });
  // A dialog that is open over the list stays open.
  useOwnView(search, asked.data?.clientViews, (to) =>
    navigate({ to: '/clients/list', search: ({ add }) => ({ ...to, add }), replace: true }),
  );
  const acts = [
    { label: 'All clients', id: 'all', checked: isEverybody, onChoose: () => go(noView(views)) },
    ...views.map((view) => ({
      label: labelOf(view),
      id: view.id,
      checked: view === open,
      onChoose: () => go(searchOf(view)),
    })),
    { label: 'Save as a new view…', id: 'add', onChoose: () => show('add') },
    ...(views.length > 0 ? [{ label: 'Manage views…', id: 'manage', onChoose: () => show('manage') }] : []),
  ];
  const button = (
    <>
      <LayoutList size={16} aria-hidden="true" /> <span className="view-name ellipsis">{open?.name ?? 'Views'}</span>
    </>
  );
  return (
    <>
      <Menu label={open ? `View: ${open.name}` : 'Views'} look="secondary" button={button} acts={acts} />
      {isUnknown && (
        <div className="view-state">
          <Notice tone="warn" live>
            The view in this address does not exist, or is no longer shared with you.
          </Notice>
        </div>
      )}
      {open && <Open key={open.id} view={open} search={search} onGo={go} onSaveAs={() => show('add')} />}
      {dialog === 'add' && (
        <SaveViewDialog
          input={inputOf(search, layout.get().shown)}
          onClose={() => show(undefined)}
          onSaved={(view) => go(searchOf(view))}
        />
      )}
      {dialog === 'manage' && <ManageViews views={views} onClose={() => show(undefined)} />}
    </>
  );
}

const labelOf = ({ name, isOwn, ownerName }: SavedViewFragment) => (isOwn ? name : `${name} (${ownerName})`);

/** Whoever comes to the bare list finds the view that they chose to begin with. */
function useOwnView(search: ListSearch, views: SavedViewFragment[] | undefined, onOpen: (to: ListSearch) => void) {
  const hasArrived = useRef(!isEmpty(search) || droppedFrom(parseSearch(window.location.search)).length > 0);
  useEffect(() => {
    if (hasArrived.current || !views) return;
    hasArrived.current = true;
    const own = views.find(({ isDefault }) => isDefault);
    if (own && isEmpty(search)) onOpen(searchOf(own));
  });
}

interface OpenProps {
  view: SavedViewFragment;
  search: ListSearch;
  onGo: (to: ListSearch) => void;
  onSaveAs: () => void;
}

/** What of the opened view is gone, and what became of it since. */
function Open({ view, search, onGo, onSaveAs }: OpenProps) {
  const { run, waiting, refused } = useAct(async () => {
    const input = { id: view.id, ...inputOf(search, layout.get().shown) };
    const { updateClientView: answer } = await ask(UpdateClientViewDocument, { input });
    if (answer.__typename !== 'ClientView') return refusalOf(answer);
    await queryClient.invalidateQueries({ queryKey: asking(ClientViewsDocument, {}).queryKey });
    onGo(searchOf(answer));
    say(`${view.name} is saved`);
    return undefined;
  });
  const isOther = isChanged(view, search);
  if (!isOther && view.gone.length === 0) return null;
  return (
    <div className="view-state">
      {view.gone.length > 0 && (
        <Notice tone="warn" live>
          Parts of this view were left out. {view.gone.map(({ message }) => message).join(' ')}
        </Notice>
      )}
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      {isOther && (
        <section className="row" aria-label="Changes to the view">
          <span className="muted">Changed</span>
          {view.mayChange && (
            <Button waiting={waiting} onClick={() => run()}>
              Save
            </Button>
          )}
          <Button onClick={onSaveAs}>Save as…</Button>
          <Button look="quiet" onClick={() => onGo(searchOf(view))}>
            Reset
          </Button>
        </section>
      )}
    </div>
  );
}
