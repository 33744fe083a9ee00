import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { CodeEditor } from '@/features/graphiql/CodeEditor';
import { Docs } from '@/features/graphiql/Docs';
import { EXAMPLES } from '@/features/graphiql/examples';
import { nameOf, tidied, type Written } from '@/features/graphiql/operations';
import { useSchema } from '@/features/graphiql/useSchema';
import { type Sending, useSending } from '@/features/graphiql/useSending';
import { keepDraft, readDraft } from '@/features/graphiql/written';
import { counted, formatClock } from '@/lib/formats';
import { HELD_KEY } from '@/lib/shortcuts';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Faces, Panel } from '@/ui/Panel';
import '@/features/graphiql/graphiql.css';

/** Writes operations with completion, sends them as the one who is signed in, and reads the answers. */
export function Explorer({ docs }: { docs: string | undefined }) {
  const [written, setWritten] = useState(readDraft);
  const cursor = useRef(() => 0);
  const schema = useSchema();
  const sending = useSending();
  const navigate = useNavigate();
  useEffect(() => keepDraft(written), [written]);
  const send = () => void sending.send(written, cursor.current());
  return (
    <div className="graphiql">
      <div className="graphiql-bar row">
        <Button look="primary" aria-keyshortcuts="Control+Enter" waiting={sending.waiting} onClick={send}>
          Send
        </Button>
        <kbd>{HELD_KEY} Enter</kbd>
        <Button onClick={() => setWritten(tidied(written))}>Tidy</Button>
        <Chooser written={written} sending={sending} onChoose={setWritten} />
      </div>
      <section className="panel graphiql-part" aria-label="Operation">
        <CodeEditor
          className="graphiql-editor"
          label="Operation"
          language="graphql"
          value={written.query}
          schema={schema.data}
          cursor={cursor}
          onChange={(query) => setWritten((now) => ({ ...now, query }))}
          onSend={send}
          onShowType={(name) => void navigate({ to: '/graphiql', search: { docs: name }, resetScroll: false })}
        />
      </section>
      <section className="panel graphiql-part" aria-labelledby="graphiql-variables">
        <h2 id="graphiql-variables">Variables</h2>
        <CodeEditor
          className="graphiql-editor"
          label="Variables, as JSON"
          language="json"
          value={written.variables}
          onChange={(variables) => setWritten((now) => ({ ...now, variables }))}
          onSend={send}
        />
      </section>
      <section className="panel graphiql-part graphiql-answer" aria-labelledby="graphiql-answer">
        <header className="panel-head">
          <h2 id="graphiql-answer">Answer</h2>
          <p role="status" className="muted">
            {figuresOf(sending)}
          </p>
        </header>
        <CodeEditor
          className="graphiql-editor"
          label="Answer, as JSON"
          language="json"
          value={sending.outcome?.text ?? ''}
          isReadOnly
          onSend={send}
        />
      </section>
      <Panel title="Docs" className="graphiql-docs">
        <Faces asked={schema} rows={10}>
          {(known) => <Docs schema={known} typeName={docs} />}
        </Faces>
      </Panel>
    </div>
  );
}

function figuresOf({ outcome, waiting, refused }: Sending): string {
  if (refused) return refused;
  if (!outcome) return waiting ? 'Sent' : 'Nothing has been sent yet';
  const { status, milliseconds, bytes } = outcome;
  return `${status} · ${Math.round(milliseconds)} ms · ${counted(bytes, 'byte')}`;
}

interface ChooserProps {
  written: Written;
  sending: Sending;
  onChoose: (written: Written) => void;
}

/** Examples that work, and what was sent in this tab. What stands in the editor is remembered before it goes. */
function Chooser({ written, sending, onChoose }: ChooserProps) {
  const choose = ({ query, variables }: Written) => {
    if (written.query.trim() !== '') sending.remember(written);
    onChoose({ query, variables });
  };
  const examples = EXAMPLES.map((each) => ({ label: each.title, onChoose: () => choose(each) }));
  const sent = sending.sent.map((each) => ({
    label: `${nameOf(each.query)}, ${formatClock(new Date(each.at).toISOString())}`,
    id: String(each.at),
    onChoose: () => choose(each),
  }));
  const none = {
    label: 'Nothing yet',
    unavailable: 'What you send is listed here until the tab closes.',
    onChoose: () => {},
  };
  return (
    <>
      <Menu label="Examples" button="Examples" look="secondary" acts={examples} />
      <Menu label="History" button="History" look="secondary" acts={sent.length > 0 ? sent : [none]} />
    </>
  );
}
