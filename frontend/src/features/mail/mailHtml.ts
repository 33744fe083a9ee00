const TAGS = /<[a-z][^>]*>/gi;
const DROPPED = 'script, style, link, meta, base, iframe, object, embed, form, img:not([src^="data:"])';

/**
 * A mail's HTML as nodes that can be shown without touching the network and without loosening the page's
 * Content-Security-Policy. Style attributes are set aside before parsing, for a parser under that policy would refuse
 * and report them; `dressed` puts them on again through the object model, which the policy leaves free.
 */
export function parseMail(html: string): Node[] {
  const inert = html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(TAGS, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, ' data-mail-$1='));
  const body = new DOMParser().parseFromString(inert, 'text/html').body;
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const link of body.querySelectorAll('a')) {
    if (!/^(https?|mailto):/i.test(link.getAttribute('href') ?? '')) link.removeAttribute('href');
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return [...body.childNodes];
}

/** Shows the nodes in a frame's document; a mail is always on paper white, whatever the theme. */
export function dress(target: Document, nodes: Node[]): void {
  target.body.replaceChildren(...nodes);
  target.body.style.cssText = 'margin:0;background:#fff;color:#171a1f;font:16px/1.5 sans-serif;overflow-wrap:anywhere';
  for (const element of target.querySelectorAll<HTMLElement>('[data-mail-style]')) {
    element.style.cssText = element.dataset.mailStyle ?? '';
    delete element.dataset.mailStyle;
  }
}
