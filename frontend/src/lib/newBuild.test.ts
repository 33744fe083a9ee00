import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newBuildReady, watchForNewBuild } from '@/lib/newBuild';

const page = (build: string) => `<head><meta name="build" content="${build}"></head>`;
const settle = () => vi.waitFor(() => expect(fetch).toHaveBeenCalled());
let stop = () => {};

beforeEach(() => {
  newBuildReady.set(false);
  document.head.innerHTML = page('one');
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function comeBackTo(answer: () => Response) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
  stop = watchForNewBuild();
  window.dispatchEvent(new Event('focus'));
  await settle();
  await new Promise((done) => setTimeout(done));
}

test('another build on the server is noticed when one comes back', async () => {
  await comeBackTo(() => new Response(page('two')));

  expect(newBuildReady.get()).toBe(true);
});

test('the same build, an error page or no answer is no new build', async () => {
  await comeBackTo(() => new Response(page('one')));
  await comeBackTo(() => new Response(page('two'), { status: 503 }));
  await comeBackTo(() => Response.error());

  expect(newBuildReady.get()).toBe(false);
});
