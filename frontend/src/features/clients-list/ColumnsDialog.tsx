import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Column } from '@/features/clients-list/columns';
import { arrange, arrangeAsAtFirst, arrangeable, layout, moved } from '@/features/clients-list/layout';
import { useCustomFields } from '@/features/custom-fields/known';
import { useViewer } from '@/features/session/session';
import { useObservable } from '@/lib/observable';
import { Button, IconButton } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';

/** Which columns stand beside the name, in which order, and how high the rows are. Whatever is chosen holds at once. */
export default function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const arranged = useObservable(layout);
  const { shown, isCompact } = arranged;
  const { permissions } = useViewer();
  useCustomFields();
  const [dragged, drag] = useState<string>();
  const list = useRef<HTMLOListElement>(null);
  const show = (keys: string[]) => arrange({ shown: keys });

  function step(key: string, by: number) {
    show(moved(shown, key, shown.indexOf(key) + by));
    // The row is drawn elsewhere; whoever moves it goes on with the same button.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLElement>(`[data-key="${key}"] button`);
      (by < 0 ? buttons?.[0] : buttons?.[1])?.focus();
    });
  }

  return (
    <Dialog title="Columns" size="small" onClose={onClose}>
      <DialogBody>
        <Choices legend="Row height">
          <Choice type="radio" name="density" checked={!isCompact} onChange={() => arrange({ isCompact: false })}>
            Comfortable
          </Choice>
          <Choice type="radio" name="density" checked={isCompact} onChange={() => arrange({ isCompact: true })}>
            Compact
          </Choice>
        </Choices>
        <p className="muted">The name always comes first. Widths are changed at the columns’ edges.</p>
        <ol ref={list} className="columns-list" aria-label="Columns beside the name">
          {arrangeable(arranged)
            .filter(({ needs }) => !needs || permissions.includes(needs))
            .map((column) => (
              <Item
                key={column.key}
                column={column}
                place={shown.indexOf(column.key)}
                count={shown.length}
                isDragged={dragged === column.key}
                onShow={(isShown) =>
                  show(isShown ? [...shown, column.key] : shown.filter((each) => each !== column.key))
                }
                onStep={(by) => step(column.key, by)}
                onDrag={drag}
                onOver={() =>
                  dragged && dragged !== column.key && show(moved(shown, dragged, shown.indexOf(column.key)))
                }
              />
            ))}
        </ol>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={arrangeAsAtFirst}>
          As at first
        </Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

interface ItemProps {
  column: Column;
  /** Among those shown; -1 when hidden. */
  place: number;
  count: number;
  isDragged: boolean;
  onShow: (isShown: boolean) => void;
  onStep: (by: number) => void;
  onDrag: (key: string | undefined) => void;
  onOver: () => void;
}

function Item({ column: { key, label }, place, count, isDragged, onShow, onStep, onDrag, onOver }: ItemProps) {
  const isShown = place >= 0;
  return (
    <li
      data-key={key}
      className={isDragged ? 'columns-item dragged' : 'columns-item'}
      draggable={isShown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', label);
        onDrag(key);
      }}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => {
        if (!isShown) return;
        event.preventDefault();
        onOver();
      }}
      onDrop={(event) => event.preventDefault()}
    >
      <GripVertical size={16} aria-hidden="true" className={isShown ? 'columns-grip' : 'columns-grip hidden'} />
      <Choice checked={isShown} onChange={(event) => onShow(event.target.checked)}>
        {label}
      </Choice>
      {isShown && (
        <>
          <IconButton
            label={`Move ${label} up`}
            unavailable={place === 0 ? 'It is the first already.' : undefined}
            onClick={() => onStep(-1)}
          >
            <ArrowUp size={16} />
          </IconButton>
          <IconButton
            label={`Move ${label} down`}
            unavailable={place === count - 1 ? 'It is the last already.' : undefined}
            onClick={() => onStep(1)}
          >
            <ArrowDown size={16} />
          </IconButton>
        </>
      )}
    </li>
  );
}
