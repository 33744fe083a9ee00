import { useState } from 'react';
import { PermissionChoices } from '@/features/permissions/PermissionChoices';
import { CreateApiTokenDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { expiryOf, LIVES, lastDay, localDay, USUAL_DAYS } from '@/pages/settings-tokens/expiry';
import { TokenSecret } from '@/pages/settings-tokens/TokenSecret';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { SelectField, TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

/** Names a program, says what it may do and until when; then shows its secret, this once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [life, setLife] = useState(String(USUAL_DAYS));
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const create = useAct(async (typed: FormData): Promise<Refusal | undefined> => {
    const expiresAt = expiryOf(life, String(typed.get('day') ?? ''));
    if (!expiresAt)
      return refusal(
        'Nothing was saved yet. Please correct what is marked.',
        new Map([['day', 'Choose the last day on which it works.']]),
      );
    const input = { name: String(typed.get('name')), scopes: typed.getAll('scopes').map(String), expiresAt };
    const { createApiToken: answer } = await ask(CreateApiTokenDocument, { input });
    if (answer.__typename !== 'CreatedApiToken') return refusalOf(answer);
    setMade({ name: answer.token.name, secret: answer.secret });
    await queryClient.invalidateQueries();
    return undefined;
  });
  if (made) return <TokenSecret {...made} onClose={onClose} />;

  const faults = create.refused?.faults;
  return (
    <Dialog title="Create token" onClose={onClose}>
      <Form className="" onSubmit={create.run} refused={create.refused} onForgive={create.forgive}>
        <DialogBody>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            hint="The program it is for, as in “Shop sync”."
            error={faults?.get('name')}
            data-autofocus
          />
          <PermissionChoices name="scopes" error={faults?.get('scopes')} />
          <SelectField
            label="Expires after"
            name="expiresAt"
            value={life}
            error={faults?.get('expiresAt')}
            onChange={(event) => setLife(event.target.value)}
          >
            {LIVES.map(({ days, words }) => (
              <option key={days} value={days}>
                {words}
              </option>
            ))}
            <option value="date">On a day I choose…</option>
          </SelectField>
          {life === 'date' && (
            <TextField
              label="Last day"
              name="day"
              type="date"
              min={localDay(Date.now())}
              max={lastDay()}
              error={faults?.get('day')}
            />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={create.waiting}>
            Create token
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
