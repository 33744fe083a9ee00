import '@/styles/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@/styles/base.css';
import { createRoot, type Root } from 'react-dom/client';
import { reloadOnceWhenPartsAreGone } from '@/lib/newBuild';

reloadOnceWhenPartsAreGone();

type Part = Promise<{ show: (root: Root) => void }>;

// Whoever is not in yet waits for a form, not for the router and the cache of a dashboard not yet seen.
const OUTSIDE: Record<string, () => Part> = {
  '/login': () => import('@/app/login'),
  '/forgot': () => import('@/app/login'),
  '/reset': () => import('@/app/reset'),
  '/invitation': () => import('@/app/invitation'),
};

const outside = OUTSIDE[window.location.pathname.replace(/\/+$/, '')];
const part: Part = outside ? outside() : import('@/app/dashboard');
const place = document.getElementById('root');
if (place) part.then(({ show }) => show(createRoot(place)));
