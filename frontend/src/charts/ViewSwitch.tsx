import { useState } from 'react';
import { stored } from '@/lib/stored';
import '@/charts/charts.css';

export type ChartView = 'chart' | 'table';

/** Whether the person looks at charts or tables: remembered on this device under the given name. */
export function useChartView(name: string): [ChartView, (view: ChartView) => void] {
  const key = `view.${name}`;
  const [view, setView] = useState<ChartView>(() => (stored.read(key) === 'table' ? 'table' : 'chart'));
  function choose(next: ChartView) {
    stored.write(key, next);
    setView(next);
  }
  return [view, choose];
}

interface ViewSwitchProps {
  title: string;
  view: ChartView;
  onChange: (view: ChartView) => void;
}

const VIEWS: { view: ChartView; label: string }[] = [
  { view: 'chart', label: 'Chart' },
  { view: 'table', label: 'Table' },
];

/** Chart or table: the same figures, drawn or written. */
export function ViewSwitch({ title, view, onChange }: ViewSwitchProps) {
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">How to show {title}</legend>
      {VIEWS.map((each) => (
        <button key={each.view} type="button" aria-pressed={view === each.view} onClick={() => onChange(each.view)}>
          {each.label}
        </button>
      ))}
    </fieldset>
  );
}
