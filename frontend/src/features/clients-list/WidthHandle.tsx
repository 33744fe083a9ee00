import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Column } from '@/features/clients-list/columns';
import { arrange, fitting, layout, NARROWEST, WIDEST, widthOf } from '@/features/clients-list/layout';

const STEP = 16;

/** The edge of a column: dragged, or moved by arrow keys. A double click gives the column its usual width back. */
export function WidthHandle({ column }: { column: Column }) {
  const drag = useRef<{ from: number; width: number }>(undefined);
  const current = (edge: HTMLElement) =>
    widthOf(column, layout.get()) ?? edge.closest('th')?.getBoundingClientRect().width ?? NARROWEST;
  const widen = (width: number) => arrange({ widths: { ...layout.get().widths, [column.key]: fitting(width) } });

  function press(event: KeyboardEvent<HTMLHRElement>) {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    widen(current(event.currentTarget) + by);
  }
  function grip(event: PointerEvent<HTMLHRElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width: current(event.currentTarget) };
  }
  function follow({ clientX }: PointerEvent) {
    if (drag.current) widen(drag.current.width + clientX - drag.current.from);
  }
  function letGo() {
    drag.current = undefined;
  }
  function reset() {
    const { [column.key]: _, ...widths } = layout.get().widths;
    arrange({ widths });
  }
  return (
    <hr
      className="clients-edge"
      aria-label={`Width of ${column.label}`}
      aria-orientation="vertical"
      aria-valuenow={widthOf(column, layout.get()) ?? 0}
      aria-valuetext={`${widthOf(column, layout.get()) ?? 'as much as is left'}`}
      aria-valuemin={0}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={grip}
      onPointerMove={follow}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={reset}
    />
  );
}
