import { type FormEvent, useState } from 'react';
import { type Period, type PeriodSearch, RANGES, type Range, USUAL } from '@/features/clients-dashboard/period';
import { hereZone } from '@/lib/days';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import '@/features/clients-dashboard/range.css';

const LABELS: Record<Range, string> = {
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  year: 'Year',
  custom: 'Custom',
};

interface Props {
  period: Period;
  /** Puts what is chosen into the page's address: what is given changes, even to nothing. */
  onChoose: (search: PeriodSearch) => void;
}

/** Over which days a page looks; the choice is in its address. */
export function RangePicker({ period, onChoose }: Props) {
  const [isCustom, setCustom] = useState(period.range === 'custom');
  const go = (search: PeriodSearch) => onChoose({ range: undefined, from: undefined, to: undefined, ...search });
  const choose = (range: Range) => {
    setCustom(range === 'custom');
    if (range !== 'custom') go({ range: range === USUAL ? undefined : range });
  };
  const chosen = isCustom ? 'custom' : period.range;
  return (
    <div className={isCustom ? 'range custom' : 'range'}>
      <fieldset className="range-choices" aria-label="Period">
        {RANGES.map((range) => (
          <Button key={range} look="quiet" aria-pressed={chosen === range} onClick={() => choose(range)}>
            {LABELS[range]}
          </Button>
        ))}
      </fieldset>
      {isCustom && (
        <CustomDays
          key={period.from + period.to}
          period={period}
          onChoose={(from, to) => go({ range: 'custom', from, to })}
        />
      )}
      <Zone zone={period.tz} onChoose={(tz) => onChoose({ tz: tz === hereZone() ? undefined : tz })} />
    </div>
  );
}

/** In which time zone the days are meant; one's own unless chosen otherwise. */
function Zone({ zone, onChoose }: { zone: string; onChoose: (zone: string) => void }) {
  const zones = [...new Set([zone, hereZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <select
      className="input select range-zone"
      aria-label="Time zone"
      value={zone}
      onChange={(event) => onChoose(event.target.value)}
    >
      {zones.map((each) => (
        <option key={each} value={each}>
          {each.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  );
}

interface CustomProps {
  period: Period;
  onChoose: (from: string, to: string) => void;
}

function CustomDays({ period, onChoose }: CustomProps) {
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const [fault, setFault] = useState<string>();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (from === '' || to === '') setFault('Both days are needed.');
    else if (from > to) setFault('The first day lies after the last.');
    else onChoose(from, to);
  }
  return (
    <form className="range-days" noValidate onSubmit={submit}>
      <TextField
        label="From"
        type="date"
        value={from}
        error={fault}
        onChange={(event) => {
          setFrom(event.target.value);
          setFault(undefined);
        }}
      />
      <TextField
        label="To"
        type="date"
        value={to}
        onChange={(event) => {
          setTo(event.target.value);
          setFault(undefined);
        }}
      />
      <Button type="submit">Show</Button>
    </form>
  );
}
