import { useObservable } from '@/lib/observable';
import { allowSingleKeys, singleKeys } from '@/lib/shortcuts';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Switch } from '@/ui/Switch';

const KEYS: [keys: string, meaning: string][] = [
  ['?', 'Show these keys'],
  ['n', 'Add client'],
  ['g then d', 'Go to the dashboard'],
  ['g then l', 'Go to the Clients list'],
  ['g then s', 'Go to the settings'],
  ['/', 'Search the Clients list'],
  ['j / k', 'Next or previous row of the list'],
  ['[ / ]', 'Previous or next client'],
  ['e', 'Edit the key facts'],
  ['Ctrl Enter', 'Submit a form'],
  ['Esc', 'Close a dialog'],
];

/** Every key that does something, and the switch that turns the single ones off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const allowed = useObservable(singleKeys);
  return (
    <Dialog title="Keyboard shortcuts" size="small" onClose={onClose}>
      <DialogBody>
        <dl className="keys">
          {KEYS.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <Switch
          label="Single-key shortcuts"
          hint="They never act while you type in a field."
          checked={allowed}
          onChange={(event) => allowSingleKeys(event.target.checked)}
        />
      </DialogBody>
    </Dialog>
  );
}
