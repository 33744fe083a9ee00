/** Path of an input, as the form's fields are named ("address.line1"), to the sentence beside the field. */
export type Faults = ReadonlyMap<string, string>;

export const NO_FAULTS: Faults = new Map();

interface FieldFault {
  path: string[];
  message: string;
}

/** The server's faults by field; places in lists belong to the list's one field, several sentences are joined. */
export function faultsOf(fields: readonly FieldFault[]): Faults {
  const faults = new Map<string, string>();
  for (const { path, message } of fields) {
    const name = path.filter((part) => !/^\d+$/.test(part)).join('.');
    const former = faults.get(name);
    faults.set(name, former ? `${former} ${message}` : message);
  }
  return faults;
}

/** Without the fault of a field that has just been changed. */
export function forgiven(faults: Faults, name: string): Faults {
  return faults.has(name) ? new Map([...faults].filter(([path]) => path !== name)) : faults;
}
