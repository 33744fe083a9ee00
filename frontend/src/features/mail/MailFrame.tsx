import { useState } from 'react';
import { dress, parseMail } from '@/features/mail/mailHtml';

const LEAST_HEIGHT = 160;

/** A mail as its reader sees it: no scripts, nothing remote; its links open in a new tab. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const [height, setHeight] = useState(LEAST_HEIGHT);
  const fill = (frame: HTMLIFrameElement | null) => {
    const inside = frame?.contentDocument;
    if (!frame || !inside) return;
    const measure = () => setHeight(Math.max(LEAST_HEIGHT, frame.contentDocument?.documentElement.scrollHeight ?? 0));
    const show = () => {
      dress(frame.contentDocument ?? inside, parseMail(html));
      measure();
    };
    frame.addEventListener('load', show);
    show();
    // In a dialog that is still closed nothing has a height yet.
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => {
      observer.disconnect();
      frame.removeEventListener('load', show);
    };
  };
  return (
    <iframe
      key={html}
      ref={fill}
      className="mail-frame"
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      style={{ height }}
    />
  );
}
