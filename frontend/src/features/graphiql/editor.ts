import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { graphql, updateSchema } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';
import { theme } from '@/features/graphiql/theme';

export interface EditorSetting {
  /** The accessible name. */
  label: string;
  value: string;
  language: 'graphql' | 'json';
  isReadOnly?: boolean;
  onChange?: (text: string) => void;
  onSend?: () => void;
  /** Somebody pressed a name with Ctrl: its type is to be shown. */
  onShowType?: (name: string) => void;
}

/**
 * An editor within `place`. It stands in a shadow root: there its style sheets are adopted, which the content security
 * policy lets pass, while in the document itself they would be inline styles. Tab leaves it, as it leaves any field.
 */
export function makeEditor(place: HTMLElement, setting: EditorSetting): EditorView {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const state = EditorState.create({ doc: setting.value, extensions: extensionsFor(setting) });
  return new EditorView({ state, root, parent: root });
}

export function replaceText(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
}

export const teachSchema = (view: EditorView, schema: GraphQLSchema) => updateSchema(view, schema);

function extensionsFor({ label, language, isReadOnly, onChange, onSend, onShowType }: EditorSetting): Extension[] {
  const send = () => {
    onSend?.();
    return true;
  };
  return [
    theme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    isReadOnly ? [] : lineNumbers(),
    foldGutter(),
    bracketMatching(),
    drawSelection(),
    language === 'json' ? json() : graphql(undefined, { onShowInDocs: (_, type) => type && onShowType?.(bare(type)) }),
    keymap.of([{ key: 'Mod-Enter', run: send, preventDefault: true }, ...defaultKeymap, ...foldKeymap]),
    isReadOnly ? EditorState.readOnly.of(true) : writing(language, onChange),
  ];
}

/**
 * Typed text goes into the state at once. Left to the browser, text typed over coloured text would be given that
 * text's colour as an inline style, which the policy refuses, and says so.
 */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data } = event;
    if (event.inputType !== 'insertText' || data === null || view.composing) return false;
    const { from, to } = view.state.selection.main;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

function writing(language: EditorSetting['language'], onChange?: (text: string) => void): Extension {
  return [
    typing,
    history(),
    indentOnInput(),
    closeBrackets(),
    autocompletion(),
    language === 'json' ? linter((view) => (view.state.doc.length > 0 ? jsonParseLinter()(view) : [])) : [],
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange?.(update.state.doc.toString());
    }),
  ];
}

/** "[Client!]!" is about Client. */
const bare = (type: string) => type.replace(/[[\]!]/g, '');
