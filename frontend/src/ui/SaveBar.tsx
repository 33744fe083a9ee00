import { Button } from '@/ui/Button';
import '@/ui/saveBar.css';

interface Props {
  /** "2 changes not saved". */
  words: string;
  waiting: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stays in sight at the bottom while something is not saved. */
export function SaveBar({ words, waiting, onSave, onDiscard }: Props) {
  return (
    <section className="save-bar" aria-label="Unsaved changes">
      <p role="status">{words}</p>
      <Button onClick={onDiscard}>Discard</Button>
      <Button look="primary" waiting={waiting} onClick={onSave}>
        Save
      </Button>
    </section>
  );
}
