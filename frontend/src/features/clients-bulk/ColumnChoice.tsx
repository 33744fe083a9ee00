import { ArrowUp } from 'lucide-react';
import { inOrder, type Offered } from '@/features/clients-bulk/exported';
import { IconButton } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';

interface Props {
  offered: readonly Offered[];
  /** Keys, in their order in the file. */
  chosen: readonly string[];
  onChoose: (keys: string[]) => void;
}

/** Which columns a file has, and in which order. */
export function ColumnChoice({ offered, chosen, onChoose }: Props) {
  function up(key: string) {
    const place = chosen.indexOf(key);
    const rest = chosen.filter((each) => each !== key);
    onChoose([...rest.slice(0, place - 1), key, ...rest.slice(place - 1)]);
  }
  return (
    <Choices legend="Columns" hint="Those chosen come first, in this order.">
      <ul className="export-columns">
        {inOrder(offered, chosen).map(({ key, label }) => {
          const isChosen = chosen.includes(key);
          return (
            <li key={key}>
              <Choice
                checked={isChosen}
                onChange={() => onChoose(isChosen ? chosen.filter((each) => each !== key) : [...chosen, key])}
              >
                {label}
              </Choice>
              {isChosen && chosen.indexOf(key) > 0 && (
                <IconButton label={`Move ${label} up`} onClick={() => up(key)}>
                  <ArrowUp size={16} />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
    </Choices>
  );
}
