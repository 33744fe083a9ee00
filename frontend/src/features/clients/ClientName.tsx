/** A client's name as it was given: any script, any length, or none. */
export function ClientName({ name }: { name: string }) {
  if (name.trim() === '') return <em className="muted">No name</em>;
  return (
    <bdi className="ellipsis client-name" title={name}>
      {name}
    </bdi>
  );
}
