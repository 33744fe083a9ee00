import { type ReactNode, useEffect, useState } from 'react';
import { PinField } from '@/features/support-pin/PinField';
import { VerifySupportPinDocument, type VerifySupportPinMutation } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

type Answer = VerifySupportPinMutation['verifySupportPin'];
export type Verified = Extract<Answer, { __typename: 'PinVerified' }>;

interface Props {
  /** Whose PIN it has to be; without one, whoever's it is. */
  clientId?: string;
  /** Already there when it opens: what was typed elsewhere. */
  heard?: string;
  /** Shown once it was right. */
  children: (verified: Verified) => ReactNode;
}

/** Checks what a caller says. A wrong PIN, an expired one and another client's are one answer. */
export function VerifyPart({ clientId, heard = '', children }: Props) {
  const [pin, setPin] = useState(heard);
  const [number, setNumber] = useState('');
  const [isNumberAsked, askNumber] = useState(false);
  const [verified, setVerified] = useState<Verified>();
  const { run, forgive, waiting, refused } = useAct(async () => {
    setVerified(undefined);
    if (pin.length < 6) return refusal('Type all six digits.', new Map([['pin', 'Six digits are needed.']]));
    const clientNumber = clientId || number === '' ? undefined : Number(number.replace(/\D/g, ''));
    const { verifySupportPin } = await ask(VerifySupportPinDocument, { input: { pin, clientId, clientNumber } });
    if (verifySupportPin.__typename === 'InvalidInput') askNumber(true);
    if (verifySupportPin.__typename !== 'PinVerified') return whyNot(verifySupportPin);
    setVerified(verifySupportPin);
    setPin('');
    void clientChanged(verifySupportPin.client.id);
    return undefined;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed elsewhere is checked once
  useEffect(() => {
    if (heard !== '') void run();
  }, []);
  return (
    <Form className="pin-part" refused={refused} onForgive={forgive} onSubmit={() => void run()}>
      <PinField
        value={pin}
        error={refused?.faults.get('pin')}
        onChange={(digits) => {
          setPin(digits);
          setVerified(undefined);
        }}
      />
      {isNumberAsked && (
        <TextField
          label="Client number"
          name="clientNumber"
          inputMode="numeric"
          value={number}
          error={refused?.faults.get('clientNumber')}
          onChange={(event) => setNumber(event.target.value)}
        />
      )}
      <Button look="primary" type="submit" waiting={waiting}>
        Verify
      </Button>
      <div role="status" className="pin-outcome">
        {verified && children(verified)}
      </div>
    </Form>
  );
}

function whyNot(answer: Exclude<Answer, Verified>) {
  const why = refusalOf(answer);
  return 'fields' in answer ? refusal('Ask the caller for the client number too.', why.faults) : why;
}
