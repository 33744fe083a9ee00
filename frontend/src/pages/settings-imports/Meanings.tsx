import { useState } from 'react';
import { counted } from '@/lib/formats';
import type { Meaning } from '@/pages/settings-imports/known';
import { MeaningField } from '@/pages/settings-imports/MeaningField';
import type { Meanings as Words } from '@/pages/settings-imports/mapping';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';

interface Props {
  column: string;
  samples: string[];
  /** What words can mean; undefined where any text may stand. */
  known: Meaning[] | undefined;
  values: Words;
  onChange: (values: Words) => void;
}

/** What words of a column mean, where they are not understood: "Closed" is no, "Allemagne" is DE. */
export function Meanings({ column, samples, known, values, onChange }: Props) {
  const [word, setWord] = useState('');
  const [added, setAdded] = useState<string[]>([]);
  const words = [...new Set([...Object.keys(values), ...samples, ...added])];
  const told = Object.keys(values).length;
  const mean = (said: string, meaning: string) => onChange({ ...values, [said]: meaning });
  const add = () => {
    if (word.trim()) setAdded([...added, word.trim()]);
    setWord('');
  };
  return (
    <details className="imports-meanings">
      <summary>{told > 0 ? `${counted(told, 'word')} explained` : 'Explain its words'}</summary>
      <div className="imports-words">
        <p className="muted">
          Yes and no, countries, currencies and languages are understood in many languages. Choose here what other words
          mean.
        </p>
        {words.map((said) => (
          <MeaningField
            key={said}
            word={said}
            known={known}
            meaning={values[said]}
            onMean={(meaning) => (meaning ? mean(said, meaning) : onChange(without(values, said)))}
          />
        ))}
        <div className="row">
          <TextField
            label={`Another word of ${column}`}
            autoComplete="off"
            value={word}
            onChange={(event) => setWord(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add();
            }}
          />
          <Button onClick={add}>Add the word</Button>
        </div>
      </div>
    </details>
  );
}

const without = (values: Words, word: string): Words =>
  Object.fromEntries(Object.entries(values).filter(([said]) => said !== word));
