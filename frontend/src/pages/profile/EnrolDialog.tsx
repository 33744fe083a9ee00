import { useEffect, useRef, useState } from 'react';
import { BeginTotpDocument, ConfirmTotpDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { RecoveryCodesDialog } from '@/pages/profile/RecoveryCodesDialog';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';

/** Shows the app its secret, takes a first code as proof that it works, then shows the recovery codes. */
export default function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { begun, refused: notBegun } = useBeginning();
  const [codes, setCodes] = useState<string[]>();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const { confirmTotp: answer } = await ask(ConfirmTotpDocument, { code: String(typed.get('code')) });
    if (answer.__typename !== 'RecoveryCodes') return refusalOf(answer);
    setCodes(answer.codes);
    await queryClient.invalidateQueries();
    return undefined;
  });
  if (codes) return <RecoveryCodesDialog title="Two-step sign-in is on" codes={codes} onClose={onClose} />;
  return (
    <Dialog title="Set up two-step sign-in" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          {notBegun && (
            <Notice tone="bad" live>
              {notBegun.sentence}
            </Notice>
          )}
          {!begun && !notBegun && <Loading rows={8} />}
          {begun && (
            <div className="stack" ref={focusCode}>
              <p>Scan this with an authenticator app, or type the text into it.</p>
              <img className="totp-picture" src={begun.picture} alt="The same as the text below, for scanning" />
              <div className="totp-secret">
                <code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
                <CopyButton text={begun.secret} what="the text" />
              </div>
              <TextField
                label="Code that the app shows"
                name="code"
                autoComplete="one-time-code"
                inputMode="numeric"
                dir="ltr"
                hint="Your other sessions end when it is turned on."
                error={refused?.faults.get('code')}
              />
            </div>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          {begun && (
            <Button type="submit" look="primary" waiting={waiting}>
              Turn on
            </Button>
          )}
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

const focusCode = (box: HTMLDivElement | null) => box?.querySelector('input')?.focus();

/** The secret is made once, however often React mounts the dialog. */
function useBeginning() {
  const asked = useRef(false);
  const [begun, setBegun] = useState<{ secret: string; picture: string }>();
  const { run, refused } = useAct(async () => {
    const { beginTotp: answer } = await ask(BeginTotpDocument, {});
    if (answer.__typename !== 'TotpEnrolment') return refusalOf(answer);
    setBegun(answer);
    return undefined;
  });
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void run();
  });
  return { begun, refused };
}
