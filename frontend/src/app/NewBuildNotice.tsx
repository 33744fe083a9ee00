import { useEffect } from 'react';
import { newBuildReady, watchForNewBuild } from '@/lib/newBuild';
import { useObservable } from '@/lib/observable';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

/** Says that the server has newer pages than these; when to reload is left to whoever works here. */
export function NewBuildNotice() {
  const isReady = useObservable(newBuildReady);
  useEffect(watchForNewBuild, []);
  return (
    <div className="new-build-banner" role="status">
      {isReady && (
        <Notice>
          <div className="new-build">
            A new version is ready.
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
