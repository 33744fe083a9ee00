import { FileUp } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { bytesWords } from '@/features/jobs/words';
import { ENDINGS } from '@/pages/settings-imports/fileKinds';
import type { Sending } from '@/pages/settings-imports/useSending';
import { Button } from '@/ui/Button';
import { focusHeading } from '@/ui/focus';
import { Notice } from '@/ui/Notice';

/** Where a file is dropped or chosen; while it is sent, how much of it has gone. */
export function FileDrop({ sending }: { sending: Sending }) {
  const { file, refused } = sending;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (refused && document.activeElement === document.body) focusHeading();
  }, [refused]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [first] = event.dataTransfer.files;
    if (first) void sending.begin(first);
  };
  return (
    <div className="stack">
      {refused && (
        <Notice tone="bad" live>
          {refused}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to do what the button does. */}
      <div
        className={isOver ? 'imports-drop imports-drop-over' : 'imports-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={28} aria-hidden="true" />
        {file ? <OnItsWay sending={sending} file={file} /> : <Choose onChoose={sending.begin} />}
      </div>
    </div>
  );
}

function Choose({ onChoose }: { onChoose: (file: File) => unknown }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <p className="imports-drop-title">Drop a file here</p>
      <p className="muted">CSV, TSV, XLSX, JSON or JSON lines</p>
      <Button look="primary" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        aria-label="File of clients"
        tabIndex={-1}
        accept={ENDINGS.join(',')}
        onChange={(event) => {
          const [first] = event.target.files ?? [];
          event.target.value = '';
          if (first) onChoose(first);
        }}
      />
    </>
  );
}

function OnItsWay({ sending: { sent, cancel }, file }: { sending: Sending; file: File }) {
  const isRead = sent >= file.size;
  return (
    <>
      <p className="imports-drop-title" role="status">
        {isRead ? 'Reading' : 'Sending'} <bdi>{file.name}</bdi>
      </p>
      <progress aria-label="Sent" max={file.size} value={isRead ? undefined : sent} />
      <p className="muted">
        {bytesWords(sent)} of {bytesWords(file.size)}
      </p>
      <Button onClick={cancel}>Cancel</Button>
    </>
  );
}
