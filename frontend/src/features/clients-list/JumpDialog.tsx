import { useState } from 'react';
import type { Sort } from '@/features/clients/listSearch';
import { jumpKind } from '@/features/clients-list/jump';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

interface Props {
  sort: Sort;
  onJump: (start: string) => void;
  onClose: () => void;
}

/** Asks where in the list to go on: a day, the beginning of a name or a number, as the list is sorted. */
export default function JumpDialog({ sort, onJump, onClose }: Props) {
  const { label, input, hint } = jumpKind(sort);
  const [fault, setFault] = useState<string>();
  function submit(typed: FormData) {
    const start = String(typed.get('start') ?? '').trim();
    if (start === '') setFault('Say where to go.');
    else onJump(start);
  }
  return (
    <Dialog title="Jump to" size="small" onClose={onClose}>
      <Form onSubmit={submit} onForgive={() => setFault(undefined)}>
        <DialogBody>
          <TextField
            label={label}
            name="start"
            type={input}
            min={input === 'number' ? 0 : undefined}
            max={input === 'number' ? 999_999_999 : undefined}
            hint={hint}
            error={fault}
            data-autofocus
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Jump
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
