import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/ui/Button';

const SHOWN_MS = 1600;

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <>
      <IconButton label={`Copy ${what}`} className="copy" onClick={copy}>
        {copied ? <Check size={15} /> : <Copy size={15} />}
      </IconButton>
      <span role="status" className="visually-hidden">
        {copied ? `Copied ${what}` : ''}
      </span>
    </>
  );
}
