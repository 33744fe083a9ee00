import { useObservable } from '@/lib/observable';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { Time } from '@/ui/Time';
import { said } from '@/ui/toastList';

/** The notifications of this tab, for those who looked away while they were on the screen. */
export default function SaidDialog({ onClose }: { onClose: () => void }) {
  const all = useObservable(said);
  return (
    <Dialog title="Notifications" size="small" onClose={onClose}>
      <DialogBody>
        {all.length === 0 && <Empty title="Nothing has been said in this tab yet" />}
        <ul className="said">
          {all.map(({ id, at, text }) => (
            <li key={id}>
              <p>{text}</p>
              <p className="muted">
                <Time at={new Date(at).toISOString()} relative />
              </p>
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}
