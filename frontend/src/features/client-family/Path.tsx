import { useQuery } from '@tanstack/react-query';
import { nameOf } from '@/features/client-family/words';
import { LinkPreviewDocument, type LinkPreviewQuery, NamesOnPathDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { Failed } from '@/ui/Failed';
import { Notice } from '@/ui/Notice';

type Preview = LinkPreviewQuery['linkPreview'];

/** What a link would come to: the line of accounts, or why it cannot be. Asked once both are known. */
export function useLinkPreview(childId: string | undefined, parentId: string | undefined) {
  const isKnown = childId !== undefined && parentId !== undefined;
  const given = { childId: childId ?? '', parentId: parentId ?? '' };
  const asked = useQuery({ ...asking(LinkPreviewDocument, given), enabled: isKnown });
  const preview = isKnown ? asked.data?.linkPreview : undefined;
  return { ...asked, preview, isPossible: preview?.__typename === 'LinkPreview' };
}

interface Props {
  asked: ReturnType<typeof useLinkPreview>;
}

/** The line of accounts from the topmost down to the child, or the refusal with the names of those in its way. */
export function Path({ asked: { preview, error, refetch } }: Props) {
  if (error) return <Failed error={error} onRetry={refetch} brief />;
  if (!preview) return null;
  if (preview.__typename === 'LinkPreview') {
    return (
      <p className="family-path" role="status">
        <span className="field-label">The line of accounts</span>
        <Line names={preview.path.map(nameOf)} />
      </p>
    );
  }
  return <Refused preview={preview} />;
}

function Refused({ preview }: { preview: Exclude<Preview, { __typename: 'LinkPreview' }> }) {
  const ids = preview.__typename === 'LinkRefused' ? preview.refusedPath : [];
  const { data } = useQuery({ ...asking(NamesOnPathDocument, { ids }), enabled: ids.length > 0 });
  const names = new Map(data?.clients.nodes.map((client) => [client.id, nameOf(client)]));
  return (
    <Notice tone="bad" live>
      {preview.message}
      {data && (
        <span className="family-line">
          <Line names={ids.map((id) => names.get(id) ?? 'A client you cannot see')} />
        </span>
      )}
    </Notice>
  );
}

function Line({ names }: { names: string[] }) {
  return names.map((name, place) => (
    <span key={place}>
      {place > 0 && <span aria-hidden="true"> › </span>}
      {place > 0 && <span className="visually-hidden"> above </span>}
      <bdi>{name}</bdi>
    </span>
  ));
}
