import type { EditorView } from '@codemirror/view';
import type { GraphQLSchema } from 'graphql';
import { type RefObject, useEffect, useRef } from 'react';
import { type EditorSetting, makeEditor, replaceText, teachSchema } from '@/features/graphiql/editor';

interface Props extends EditorSetting {
  className: string;
  schema?: GraphQLSchema;
  /** Where the cursor stands, for whoever sends what is written. */
  cursor?: RefObject<() => number>;
}

/** An editor that follows its text and its schema. */
export function CodeEditor({ className, schema, cursor, ...setting }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(setting);
  useEffect(() => {
    latest.current = setting;
  });
  useEffect(() => {
    if (!place.current) return;
    const made = makeEditor(place.current, {
      ...latest.current,
      onChange: (text) => latest.current.onChange?.(text),
      onSend: () => latest.current.onSend?.(),
      onShowType: (name) => latest.current.onShowType?.(name),
    });
    view.current = made;
    if (cursor) cursor.current = () => made.state.selection.main.head;
    return () => made.destroy();
  }, [cursor]);
  useEffect(() => {
    if (view.current) replaceText(view.current, setting.value);
  }, [setting.value]);
  useEffect(() => {
    if (view.current && schema) teachSchema(view.current, schema);
  }, [schema]);
  return <div className={className} ref={place} />;
}
