import { useState } from 'react';
import type { ImportCardFragment } from '@/generated/graphql';
import { refusal } from '@/lib/refusals';
import { revert } from '@/pages/settings-imports/acts';
import { RevertForetold } from '@/pages/settings-imports/RevertForetold';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { TextField } from '@/ui/Field';

interface Props {
  work: ImportCardFragment;
  onClose: () => void;
}

/** What goes and what stays; the file's name is typed, so that nobody takes back the wrong one by a slip. */
export function RevertDialog({ work, onClose }: Props) {
  const { fileName } = work;
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const act = async () => {
    const isMeant = typed.trim() === fileName.trim();
    setWrong(!isMeant);
    if (!isMeant) return refusal('Nothing was taken back. Type the name of the file.', new Map([['fileName', '']]));
    const refused = await revert(work.id);
    if (!refused) onClose();
    return refused;
  };
  return (
    <ConfirmDialog title={`Revert ${fileName}?`} act={`Revert ${fileName}`} onAct={act} onClose={onClose}>
      <div className="stack">
        <RevertForetold importId={work.id} />
        <p>
          Clients that it added are deleted, and what it changed in others becomes what it was. What somebody has
          touched since stays as it is, field by field.
        </p>
        <TextField
          label={`Type “${fileName}” to confirm`}
          name="fileName"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          error={isWrong ? `This is not “${fileName}”.` : undefined}
          data-autofocus
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      </div>
    </ConfirmDialog>
  );
}
