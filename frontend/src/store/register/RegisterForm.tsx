import { type AskedAtRegistrationQuery, RegisterClientDocument } from '@/generated/graphql';
import { givenValues, nameOf, readTyped } from '@/lib/customValues';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { type BasketLine, emptyBasket } from '@/store/basket';
import { DOOR } from '@/store/door';
import { useOnceKey } from '@/store/onceKey';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { CustomInput } from '@/ui/CustomInput';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';

type Fields = AskedAtRegistrationQuery['customFields'];

interface Props {
  /** The custom fields that are asked for. */
  fields: Fields;
  /** What is in the basket: the first order. */
  lines: BasketLine[];
  onReceived: (email: string) => void;
}

function inputOf(typed: FormData, fields: Fields, lines: BasketLine[]) {
  const text = (name: string) => String(typed.get(name) ?? '').trim();
  return {
    email: text('email'),
    password: String(typed.get('password') ?? ''),
    firstName: text('firstName'),
    lastName: text('lastName'),
    phone: text('phone') || null,
    company: text('company.name') ? { name: text('company.name') } : null,
    customFields: givenValues(readTyped(typed, fields), fields) ?? null,
    acceptTerms: typed.get('acceptTerms') !== null,
    order: lines.length > 0 ? { lines } : null,
  };
}

/** The answer is the same for every address: who is a client already gets another mail. */
export function RegisterForm({ fields, lines, onReceived }: Props) {
  const keyFor = useOnceKey();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = inputOf(typed, fields, lines);
    const variables = { input, idempotencyKey: keyFor(input) };
    const { registerClient: answer } = await ask(RegisterClientDocument, variables, DOOR);
    if (answer.__typename !== 'RegistrationReceived') return refusalOf(answer);
    emptyBasket();
    onReceived(input.email);
    return undefined;
  });
  const fault = (name: string) => refused?.faults.get(name);
  const own = (name: string) => ({ name, error: fault(name) });
  return (
    <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
      <div className="store-pair">
        <TextField label="First name" {...own('firstName')} optional autoComplete="given-name" />
        <TextField label="Last name" {...own('lastName')} optional autoComplete="family-name" />
      </div>
      <TextField label="Company" {...own('company.name')} optional autoComplete="organization" />
      <TextField label="Email" {...own('email')} type="email" autoComplete="username" spellCheck={false} />
      <PasswordField
        label="Password"
        {...own('password')}
        autoComplete="new-password"
        hint="At least ten characters. A few unrelated words make a good one."
      />
      <TextField
        label="Phone"
        {...own('phone')}
        type="tel"
        optional
        autoComplete="tel"
        hint="With the country code, like +44 20 7946 0123."
      />
      {fields.map((field) => (
        <CustomInput key={field.key} field={field} error={fault(nameOf(field.key))} />
      ))}
      <div>
        <Choice name="acceptTerms" aria-invalid={fault('acceptTerms') ? true : undefined}>
          I accept the terms of the store
        </Choice>
        {fault('acceptTerms') && <p className="field-error">{fault('acceptTerms')}</p>}
      </div>
      <Button type="submit" look="primary" waiting={waiting}>
        {lines.length > 0 ? 'Register and place order' : 'Register'}
      </Button>
    </Form>
  );
}
