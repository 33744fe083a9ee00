import { useEffect, useRef } from 'react';
import { dress, parseMail } from '@/features/mail/mailHtml';

const LEAST_HEIGHT = 160;

/** A mail as its reader sees it: no scripts, nothing remote; its links open in a new tab. As high as what it says. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const ref = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    const show = () => {
      if (frame.contentDocument) dress(frame.contentDocument, parseMail(html));
      fit(frame);
    };
    frame.addEventListener('load', show);
    show();
    // In a dialog that is still closed nothing has a size yet; a height of its own doing must not be measured again.
    let width = frame.clientWidth;
    const observer = new ResizeObserver(() => {
      if (frame.clientWidth === width) return;
      width = frame.clientWidth;
      fit(frame);
    });
    observer.observe(frame);
    return () => {
      observer.disconnect();
      frame.removeEventListener('load', show);
    };
  }, [html]);
  return (
    <iframe
      ref={ref}
      className="mail-frame"
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    />
  );
}

/** A document is never lower than its frame, so the frame is made low before it is asked. */
function fit(frame: HTMLIFrameElement): void {
  frame.style.height = `${LEAST_HEIGHT}px`;
  frame.style.height = `${Math.max(LEAST_HEIGHT, frame.contentDocument?.documentElement.scrollHeight ?? 0)}px`;
}
