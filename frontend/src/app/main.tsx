import '@/styles/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@/styles/base.css';
import { createRoot, type Root } from 'react-dom/client';
import { part } from '@/lib/parts';

type Part = Promise<{ show: (root: Root) => void }>;

// Whoever is not in yet waits for a form, not for the router and the cache of a dashboard not yet seen.
const OUTSIDE: Record<string, () => Part> = {
  '/login': () => part(() => import('@/app/login')),
  '/forgot': () => part(() => import('@/app/login')),
  '/reset': () => part(() => import('@/app/reset')),
  '/invitation': () => part(() => import('@/app/invitation')),
};

const outside = OUTSIDE[window.location.pathname.replace(/\/+$/, '')];
const shown: Part = outside ? outside() : part(() => import('@/app/dashboard'));
const place = document.getElementById('root');
if (place) shown.then(({ show }) => show(createRoot(place)));
