import { useObservable } from '@/lib/observable';
import { allowSingleKeys, HELD_KEY, singleKeys } from '@/lib/shortcuts';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Switch } from '@/ui/Switch';

type Keys = [keys: string, meaning: string][];

const SECTIONS: [title: string, keys: Keys][] = [
  [
    'Anywhere',
    [
      [`${HELD_KEY} K`, 'Search clients, or jump to a page or an action'],
      ['/', 'Search'],
      ['n', 'Add client'],
      ['g then d', 'Go to the dashboard'],
      ['g then l', 'Go to the Clients list'],
      ['g then t', 'Go to the tickets'],
      ['g then s', 'Go to the settings'],
      ['?', 'Show these keys'],
    ],
  ],
  [
    'Clients list',
    [
      ['j or k', 'Next or previous client'],
      ['x', 'Select the client'],
      ['Shift x', 'Select all from the last one selected'],
      ['Enter', 'Open the client'],
      ['Esc', 'Clear the selection'],
    ],
  ],
  [
    'A client',
    [
      ['[ or ]', 'Previous or next client of the list'],
      ['e', 'Edit the key facts'],
      ['m', 'Open the menu Manage client'],
    ],
  ],
  [
    'Forms and dialogs',
    [
      [`${HELD_KEY} Enter`, 'Submit'],
      ['Esc', 'Close or cancel'],
    ],
  ],
];

/** Every key that does something, and the switch that turns the single ones off. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const allowed = useObservable(singleKeys);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <DialogBody>
        <Switch
          label="Single-key shortcuts"
          hint="They never act while you type in a field. What is held with Ctrl works either way."
          checked={allowed}
          onChange={(event) => allowSingleKeys(event.target.checked)}
        />
        <div className="keys">
          {SECTIONS.map(([title, keys]) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <dl>
                {keys.map(([key, meaning]) => (
                  <div key={key}>
                    <dt>
                      <Key words={key} />
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}

/** "g then d" as two keys with a word between them; what is held together is one. */
function Key({ words }: { words: string }) {
  const [first, link, second] = words.split(/ (then|or) /);
  return (
    <>
      <kbd>{first}</kbd>
      {link && (
        <>
          {` ${link} `}
          <kbd>{second}</kbd>
        </>
      )}
    </>
  );
}
