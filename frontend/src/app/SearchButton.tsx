import { Search } from 'lucide-react';
import { HELD_KEY } from '@/lib/shortcuts';
import { Button } from '@/ui/Button';

/** Looks like the field that it opens; under 800 px an icon. */
export function SearchButton({ onPress }: { onPress: () => void }) {
  return (
    <Button className="top-bar-search" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={onPress}>
      <Search size={16} aria-hidden="true" />
      <span className="top-bar-words">Search or jump to…</span>
      <kbd>{HELD_KEY} K</kbd>
    </Button>
  );
}
