import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { allFields, type FieldKey, fieldNamed, OPERATORS, operatorOf } from '@/features/clients-filter/fields';
import { type Condition, newCondition } from '@/features/clients-filter/tree';
import { ValueInput } from '@/features/clients-filter/ValueInput';
import { useViewer } from '@/features/session/session';
import { IconButton } from '@/ui/Button';

interface Props {
  condition: Condition;
  /** Not one of the conditions that all must hold: there the hidden statuses cannot be asked for. */
  isNested: boolean;
  missing: string | undefined;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One condition: field, operator, value. */
export function ConditionRow({ condition, isNested, missing, onChange, onRemove }: Props) {
  const { id, field, op } = condition;
  const fault = useId();
  const { permissions } = useViewer();
  const kind = fieldNamed(field)?.kind ?? 'text';
  const asks = operatorOf(field, op)?.asks ?? 'nothing';
  const label = fieldNamed(field)?.label ?? '';

  function choose(nextOp: string) {
    const isAlike = operatorOf(field, nextOp)?.asks === asks;
    onChange({ ...condition, op: nextOp, values: isAlike ? condition.values : condition.values.slice(0, 1) });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset per row would be said before each of its controls
    <div className="filter-row" role="group" aria-label={`Condition: ${label}`} aria-describedby={missing && fault}>
      <select
        className="input select"
        aria-label="Field"
        value={field}
        onChange={(event) => onChange({ ...newCondition(event.target.value as FieldKey), id })}
      >
        {allFields()
          .filter(({ needs, key }) => !needs || key === field || permissions.includes(needs))
          .map((each) => (
            <option key={each.key} value={each.key}>
              {each.label}
            </option>
          ))}
      </select>
      <select
        className="input select"
        aria-label="Operator"
        value={op}
        onChange={(event) => choose(event.target.value)}
      >
        {OPERATORS[kind].map((each) => (
          <option key={each.op} value={each.op}>
            {each.label}
          </option>
        ))}
      </select>
      <div className="filter-value">
        <ValueInput
          field={field}
          asks={asks}
          values={condition.values}
          isNested={isNested || op === 'noneOf'}
          isMissing={missing !== undefined}
          onChange={(values) => onChange({ ...condition, values })}
        />
        {missing && (
          <p className="field-error" id={fault}>
            {missing}
          </p>
        )}
      </div>
      <IconButton label={`Remove the condition on ${label}`} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  );
}
