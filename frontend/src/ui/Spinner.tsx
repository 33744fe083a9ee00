/** Decoration only: whoever waits says so in words or by aria-busy. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}
