import { type Draft, inputOf } from '@/pages/settings-custom-fields/draft';
import { CustomInput } from '@/ui/CustomInput';

/** The field as it will stand in forms. It is only looked at: nothing in it can be reached or sent. */
export function Preview({ draft }: { draft: Draft }) {
  const { key, type, required, options } = inputOf(draft);
  const field = {
    key: `preview-${key}`,
    label: draft.label || 'Label',
    type,
    required: required ?? false,
    options: options ?? [],
  };
  return (
    <section className="custom-preview" aria-label="Preview">
      <p className="muted">This is how it looks in forms:</p>
      <div inert>
        <CustomInput key={type} field={field} />
      </div>
    </section>
  );
}
