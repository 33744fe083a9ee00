import '@/styles/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { routeAt } from '@/store/routes';
import { StorePage } from '@/store/StorePage';
import { lookWhoIsHere } from '@/store/viewer';

const { title, look, open } = routeAt(window.location.pathname);
const page = open();
document.title = title;
// A newer link opened in this tab changes only the fragment, for which no browser loads a page anew.
window.addEventListener('hashchange', () => window.location.reload());
lookWhoIsHere();
const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <StorePage look={look}>{page}</StorePage>
    </StrictMode>,
  );
}
