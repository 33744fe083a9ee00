import { type Clash, EDITED_LABELS, type Edited } from '@/features/client-facts/edited';
import { Button } from '@/ui/Button';

interface Props {
  clashes: Clash[];
  onChoose: (key: keyof Edited, value: string) => void;
}

/** Fields that both changed: mine and theirs side by side, one to be chosen. */
export function Clashes({ clashes, onChoose }: Props) {
  if (clashes.length === 0) return null;
  return (
    <ul className="clashes">
      {clashes.map(({ key, theirs, mine }) => (
        <li key={key}>
          <strong>{EDITED_LABELS[key]}</strong>
          <Button onClick={() => onChoose(key, mine)}>
            Keep mine: <bdi>{shown(mine)}</bdi>
          </Button>
          <Button onClick={() => onChoose(key, theirs)}>
            Take theirs: <bdi>{shown(theirs)}</bdi>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Tags are a line each. */
const shown = (value: string) => value.replaceAll('\n', ', ') || 'empty';
