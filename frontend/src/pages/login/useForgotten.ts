import { useEffect, useState } from 'react';
import { flagOf, parseSearch, stringifySearch } from '@/lib/search';

const read = () => flagOf(parseSearch(window.location.search).forgot) === true;

/** Whether the address asks for a new password; where one wanted to go stays in it. Back and forward work. */
export function useForgotten(): [boolean, (forgotten: boolean) => void] {
  const [isForgotten, set] = useState(read);
  useEffect(() => {
    const follow = () => set(read());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const forget = (forgotten: boolean) => {
    const search = { ...parseSearch(window.location.search), forgot: forgotten };
    window.history.pushState(null, '', `${window.location.pathname}${stringifySearch(search)}`);
    set(forgotten);
  };
  return [isForgotten, forget];
}
