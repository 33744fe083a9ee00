import { useObservable } from '@/lib/observable';
import { allowSingleKeys, singleKeys } from '@/lib/shortcuts';
import { chooseTheme, THEMES, type Theme, theme } from '@/lib/theme';
import { Choice, Choices } from '@/ui/Choice';
import { Panel } from '@/ui/Panel';
import { Switch } from '@/ui/Switch';

const THEME_WORDS: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** How the dashboard looks and listens, in every browser of this person; each choice counts at once. */
export function LooksPanel() {
  const chosen = useObservable(theme);
  const allowed = useObservable(singleKeys);
  return (
    <Panel title="Theme and keys">
      <div className="stack">
        <Choices legend="Theme">
          {THEMES.map((each) => (
            <Choice key={each} type="radio" name="theme" checked={each === chosen} onChange={() => chooseTheme(each)}>
              {THEME_WORDS[each]}
            </Choice>
          ))}
        </Choices>
        <Switch
          label="Single-key shortcuts"
          hint="They never act while you type in a field. ? shows them all."
          checked={allowed}
          onChange={(event) => allowSingleKeys(event.target.checked)}
        />
      </div>
    </Panel>
  );
}
