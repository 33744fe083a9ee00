import { Link } from '@tanstack/react-router';
import type { ImportCardFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { DownloadRows } from '@/pages/settings-imports/DownloadRows';
import { Progress } from '@/pages/settings-imports/Progress';
import { Rows } from '@/pages/settings-imports/Rows';
import { nothingWords } from '@/pages/settings-imports/words';
import { buttonClass } from '@/ui/Button';

/** What every row is to become, before anything is written; wrong cells are put right in place. */
export function ReviewStep({ work }: { work: ImportCardFragment }) {
  if (work.state === 'STAGING') {
    return (
      <Progress work={work} title="Looking through the rows">
        It goes on by itself: you may leave this page. Nothing is written to the clients yet.
      </Progress>
    );
  }
  const { create, update, refused, ambiguous } = work.counts;
  return (
    <>
      <div className="row">
        {create + update > 0 ? (
          <Link
            className={buttonClass('primary')}
            to="/settings/imports/$importId"
            params={{ importId: work.id }}
            search={{ step: 'commit' }}
          >
            Go on with {counted(create + update, 'row')}
          </Link>
        ) : (
          <p>{nothingWords(work.counts)}</p>
        )}
        {refused + ambiguous > 0 && (
          <DownloadRows path={work.refusedPath} fileName={work.fileName} which="refused">
            Download refused
          </DownloadRows>
        )}
      </div>
      <Rows work={work} isEditable />
    </>
  );
}
