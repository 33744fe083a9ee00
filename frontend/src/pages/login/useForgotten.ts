import { useEffect, useState } from 'react';

const SIGN_IN = '/login';
const FORGOTTEN = '/forgot';

export const isForgottenAddress = () => window.location.pathname.replace(/\/+$/, '') === FORGOTTEN;

/** Whether the address asks for a new password; where one wanted to go stays in it. Back and forward work. */
export function useForgotten(): [boolean, (forgotten: boolean) => void] {
  const [isForgotten, set] = useState(isForgottenAddress);
  useEffect(() => {
    const follow = () => set(isForgottenAddress());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const forget = (forgotten: boolean) => {
    window.history.pushState(null, '', `${forgotten ? FORGOTTEN : SIGN_IN}${window.location.search}`);
    set(forgotten);
  };
  return [isForgotten, forget];
}
