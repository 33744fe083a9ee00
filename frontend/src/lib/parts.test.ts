import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reachable } from '@/lib/connection';
import { part } from '@/lib/parts';

const answers = (answer: () => Response) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
const gone = () => Promise.reject(new TypeError('gone'));

beforeEach(() => {
  sessionStorage.clear();
  reachable.set(true);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a part that is wanted while the server is away comes when it is back, without a reload', async () => {
  answers(() => Response.error());
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => {});
  const load = vi.fn(gone).mockImplementationOnce(gone).mockImplementationOnce(gone);
  const wanted = part<string>(load);
  await vi.advanceTimersByTimeAsync(0);
  expect(reachable.get()).toBe(false);

  load.mockResolvedValue('there' as never);
  await vi.advanceTimersByTimeAsync(5000);

  await expect(wanted).resolves.toBe('there');
  expect(reachable.get()).toBe(true);
  expect(reload).not.toHaveBeenCalled();
});

test('a part that is gone while the server is there reloads the page once, never in circles', async () => {
  answers(() => new Response(''));
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => {});

  void part(gone);
  await vi.advanceTimersByTimeAsync(0);
  const again = part(gone);

  await expect(again).rejects.toThrow('gone');
  expect(reload).toHaveBeenCalledTimes(1);
});
