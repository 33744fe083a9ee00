import { expect, test } from 'vitest';
import { dress, parseMail } from '@/features/mail/mailHtml';

function shown(html: string): Document {
  const target = document.implementation.createHTMLDocument();
  dress(target, parseMail(html));
  return target;
}

test('what could run or reach out is gone', () => {
  const target = shown('<p onclick="x()">Hi</p><script>x()</script><img src="https://t.example/p.gif">');

  expect(target.querySelector('script, img, [onclick]')).toBeNull();
  expect(target.body.textContent).toBe('Hi');
});

test('styles are worn again after parsing', () => {
  expect(shown('<p style="margin: 3px">Hi</p>').querySelector('p')?.style.margin).toBe('3px');
});

test('links open in a new tab, and those that are no addresses lead nowhere', () => {
  const target = shown('<a href="https://store.example/verify#token=a">ok</a><a href="javascript:x()">bad</a>');
  const [good, bad] = target.querySelectorAll('a');

  expect(good?.target).toBe('_blank');
  expect(bad?.hasAttribute('href')).toBe(false);
});
