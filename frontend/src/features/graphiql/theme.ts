import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The house's colours, which follow the theme by themselves; the editor's own style sheets know no layers. */
export const theme = [
  EditorView.theme({
    '&': { height: '100%', fontSize: '13px', color: 'var(--text)', backgroundColor: 'var(--surface)' },
    '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
    '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '.cm-gutters': { color: 'var(--text-muted)', backgroundColor: 'transparent', border: 'none' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'var(--accent-soft)',
    },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
    '.cm-tooltip': {
      color: 'var(--text)',
      backgroundColor: 'var(--surface-raised)',
      border: '1px solid var(--line)',
      borderRadius: 'var(--radius-small)',
      boxShadow: 'var(--shadow)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '240px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '20px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--text)', backgroundColor: 'var(--accent-soft)' },
    '.cm-completionDetail': { color: 'var(--text-muted)', fontStyle: 'normal', marginLeft: '12px' },
    '.cm-completionInfo': { padding: '6px 10px', maxWidth: '280px', fontFamily: 'var(--font)' },
    '.cm-diagnostic': { padding: '4px 10px', fontFamily: 'var(--font)' },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--bad)',
      textUnderlineOffset: '3px',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.definitionKeyword, tags.modifier], color: 'var(--series-4)' },
      { tag: tags.propertyName, color: 'var(--accent)' },
      { tag: tags.attributeName, color: 'var(--text)' },
      { tag: [tags.variableName, tags.number, tags.bool, tags.null], color: 'var(--series-2)' },
      { tag: tags.string, color: 'var(--series-3)' },
      { tag: tags.comment, color: 'var(--text-muted)' },
    ]),
  ),
];
