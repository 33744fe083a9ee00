import '@/styles/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@/styles/base.css';
import { createRoot } from 'react-dom/client';
import { reloadOnceWhenPartsAreGone } from '@/lib/newBuild';

reloadOnceWhenPartsAreGone();

// Whoever signs in waits for a form, not for the router and the cache of a dashboard not yet seen.
const part = window.location.pathname === '/login' ? import('@/app/login') : import('@/app/dashboard');
const place = document.getElementById('root');
if (place) part.then(({ show }) => show(createRoot(place)));
