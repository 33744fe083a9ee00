import { useState } from 'react';
import { AskedAtRegistrationDocument } from '@/generated/graphql';
import { useBasket } from '@/store/basket';
import { CheckMail } from '@/store/CheckMail';
import { OrderSummary } from '@/store/ordering/BasketTable';
import { usePreview } from '@/store/ordering/usePreview';
import { RegisterForm } from '@/store/register/RegisterForm';
import { useAsked } from '@/store/useAsked';
import { Faces, Panel } from '@/ui/Panel';

/** Opening an account; what is in the basket becomes the first order in the same act. */
export default function RegisterPage() {
  const asked = useAsked(AskedAtRegistrationDocument, {});
  const lines = useBasket();
  const preview = usePreview(lines);
  const [email, setEmail] = useState<string>();
  if (email !== undefined) {
    return (
      <section className="store-card">
        <CheckMail email={email} what="registration" />
      </section>
    );
  }
  return (
    <div className="store-column">
      <h1>Register</h1>
      {lines.length > 0 && (
        <Panel title="Your first order" aside={<a href="/store/order">Change</a>}>
          <Faces asked={preview}>{(order) => <OrderSummary order={order} />}</Faces>
        </Panel>
      )}
      <Panel title="Your account" aside={<a href="/store/login">I have an account</a>}>
        <Faces asked={asked} rows={10}>
          {({ customFields }) => <RegisterForm fields={customFields} lines={lines} onReceived={setEmail} />}
        </Faces>
      </Panel>
    </div>
  );
}
