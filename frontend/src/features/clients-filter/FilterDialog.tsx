import { useState } from 'react';
import { LONGEST_CODE } from '@/features/clients/filterCode';
import { filterWords } from '@/features/clients/filterWords';
import type { ListSearch } from '@/features/clients/listSearch';
import { useNamesIn } from '@/features/clients/named';
import { AboutToMatch } from '@/features/clients-filter/AboutToMatch';
import { filterFromText, textOfFilter } from '@/features/clients-filter/filterText';
import { GroupEditor } from '@/features/clients-filter/GroupEditor';
import { beginningTree, listOfFilter, listOfTree, wholeFilter } from '@/features/clients-filter/listTree';
import { DEEPEST_SHOWN, depthOf, type Group, group, missingInTree, newCondition } from '@/features/clients-filter/tree';
import { filterOfPart, treeOfFilter } from '@/features/clients-filter/treeFilter';
import { useCustomFields } from '@/features/custom-fields/known';
import { hereZone } from '@/lib/days';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import '@/features/clients-filter/filter.css';

interface Props {
  search: ListSearch;
  onApply: (conditions: ListSearch) => void;
  onClose: () => void;
}

/** The editor's two faces: rows, as long as rows can say it, and the filter's own text. */
interface Draft {
  isText: boolean;
  tree: Group;
  text: string;
  /** What is missing is only said once someone has tried. */
  isTried: boolean;
}

function isShown(tree: Group | null): tree is Group {
  return tree !== null && depthOf(tree) <= DEEPEST_SHOWN;
}

function beginning(search: ListSearch): Draft {
  const tree = beginningTree(search);
  const text = textOfFilter(wholeFilter(search));
  if (!isShown(tree)) return { isText: true, tree: group('all', []), text, isTried: false };
  const filled = tree.parts.length > 0 ? tree : { ...tree, parts: [newCondition()] };
  return { isText: false, tree: filled, text, isTried: false };
}

/** Opens once it is known which custom fields there are, or that they cannot be told. */
export default function FilterDialog(props: Props) {
  const { asked } = useCustomFields();
  return asked.isPending ? null : <Editor {...props} />;
}

/** Which clients: in rows and groups, with how many they are before anything changes. */
function Editor({ search, onApply, onClose }: Props) {
  const [draft, setDraft] = useState(() => beginning(search));
  const zone = search.tz ?? hereZone();
  const { q } = search;
  const missing = draft.isText ? new Map<number, string>() : missingInTree(draft.tree);
  const written = draft.isText ? filterFromText(draft.text) : null;
  const next = outcome();
  useNamesIn(written?.filter);
  const isLong = (next?.f?.length ?? 0) > LONGEST_CODE;

  function outcome(): ListSearch | null {
    if (draft.isText) return written?.filter ? listOfFilter(written.filter, search.tz) : null;
    return missing.size === 0 ? listOfTree(draft.tree, search.tz) : null;
  }

  function apply() {
    setDraft({ ...draft, isTried: true });
    if (next && !isLong) onApply(next);
  }

  function switchFace() {
    if (!draft.isText) {
      const known = missing.size === 0 && draft.tree.parts.length > 0;
      setDraft({ ...draft, isText: true, text: known ? textOfFilter(filterOfPart(draft.tree, zone)) : draft.text });
      return;
    }
    const tree = written?.filter && treeOfFilter(written.filter, zone);
    if (tree && isShown(tree)) setDraft({ ...draft, isText: false, tree });
    else setDraft({ ...draft, isTried: true });
  }

  const asRows = written?.filter && treeOfFilter(written.filter, zone);
  return (
    <Dialog title="Filter clients" onClose={onClose}>
      <Form className="filter-form" onSubmit={apply}>
        <DialogBody>
          <div className="filter-editor">
            {draft.isText ? (
              <TextEditor
                text={draft.text}
                words={written?.filter ? filterWords(written.filter) : undefined}
                fault={draft.isTried ? written?.fault : undefined}
                onChange={(text) => setDraft({ ...draft, text, isTried: false })}
              />
            ) : (
              <GroupEditor
                group={draft.tree}
                missing={draft.isTried ? missing : new Map()}
                isRoot
                onChange={(tree) => setDraft({ ...draft, tree })}
              />
            )}
            {isLong && <Notice tone="bad">This filter is too long for an address. Take some conditions away.</Notice>}
          </div>
        </DialogBody>
        <DialogFoot>
          <AboutToMatch search={next && { q, ...next }} />
          {(!draft.isText || isShown(asRows || null)) && (
            <Button look="quiet" onClick={switchFace}>
              {draft.isText ? 'Edit as rows' : 'Edit as text'}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Apply
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

interface TextProps {
  text: string;
  words: string | undefined;
  fault: string | undefined;
  onChange: (text: string) => void;
}

function TextEditor({ text, words, fault, onChange }: TextProps) {
  return (
    <>
      {words && (
        <p className="filter-words">
          <span className="muted">Clients where:</span> <span dir="auto">{words}</span>
        </p>
      )}
      <Field
        label="Filter as text"
        error={fault}
        hint="The ClientFilter of the API, as JSON: what has no rows, such as groups within groups, is written here."
      >
        {(given) => (
          <textarea
            className="input filter-text"
            rows={12}
            spellCheck={false}
            value={text}
            onChange={(event) => onChange(event.target.value)}
            {...given}
          />
        )}
      </Field>
    </>
  );
}
