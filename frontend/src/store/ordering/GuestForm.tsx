import { type Placed, usePlacing } from '@/store/ordering/usePlacing';
import { Button, buttonClass } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';

interface Props {
  isStale: boolean;
  onPlaced: (placed: Placed) => void;
}

/** Who has not signed in: with an account, by opening one in the same act, or as a guest. */
export function GuestForm({ onPlaced, isStale }: Props) {
  const { run, forgive, waiting, refused } = usePlacing(onPlaced);
  const submit = (typed: FormData) => {
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    return run({
      email: text('guest.email'),
      firstName: text('guest.firstName'),
      lastName: text('guest.lastName'),
      phone: text('guest.phone') || null,
    });
  };
  const fault = (name: string) => refused?.faults.get(name);
  return (
    <>
      <Panel title="With an account">
        <div className="row">
          <a className={buttonClass('primary')} href="/store/register">
            Register and order
          </a>
          <a className={buttonClass()} href="/store/login?then=/store/order">
            Sign in
          </a>
        </div>
      </Panel>
      <Panel title="As a guest">
        <Form className="store-form" onSubmit={submit} refused={refused} onForgive={forgive}>
          <TextField
            label="Email"
            name="guest.email"
            type="email"
            autoComplete="email"
            spellCheck={false}
            error={fault('guest.email')}
          />
          <div className="store-pair">
            <TextField
              label="First name"
              name="guest.firstName"
              optional
              autoComplete="given-name"
              error={fault('guest.firstName')}
            />
            <TextField
              label="Last name"
              name="guest.lastName"
              optional
              autoComplete="family-name"
              error={fault('guest.lastName')}
            />
          </div>
          <TextField
            label="Phone"
            name="guest.phone"
            type="tel"
            optional
            autoComplete="tel"
            hint="With the country code, like +44 20 7946 0123."
            error={fault('guest.phone')}
          />
          <Button type="submit" waiting={waiting || isStale}>
            Place order as a guest
          </Button>
        </Form>
      </Panel>
    </>
  );
}
