/** An address of the store that leads nowhere. */
export default function UnknownPage() {
  return (
    <div className="store-outcome">
      <h1>There is no such page</h1>
      <p>Please check the address, or open the link from your mail again.</p>
    </div>
  );
}
