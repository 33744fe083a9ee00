import { useEffect, useState } from 'react';
import { countryClock } from '@/features/client-head/countryClock';
import { countryName } from '@/lib/formats';

const HALF_A_MINUTE = 30_000;

/** What time it is where the client lives; absent where the country alone does not tell. */
export function LocalTime({ country }: { country: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), HALF_A_MINUTE);
    return () => clearInterval(timer);
  }, []);
  const clock = countryClock(country, now);
  return clock ? (
    <li>
      {clock} in {countryName(country)}
    </li>
  ) : null;
}
