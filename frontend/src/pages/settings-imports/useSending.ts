import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { explain, isSignedOut } from '@/lib/errors';
import { queryClient } from '@/lib/queryClient';
import { whyNotSent } from '@/pages/settings-imports/fileKinds';
import type { ImportSearch } from '@/pages/settings-imports/search';
import { FileRefused, isCancelled, send } from '@/pages/settings-imports/sending';

/** A file on its way. */
export interface Sending {
  file: File | undefined;
  /** Bytes that have left. */
  sent: number;
  /** Why the last file was not taken. */
  refused: string | undefined;
  begin: (file: File) => Promise<void>;
  cancel: () => void;
}

/** Sends the chosen file, then opens the import that it begins. @param begun what its columns are taken for at first. */
export function useSending(begun: Pick<ImportSearch, 'preset' | 'mapping'>, mostBytes: number): Sending {
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<string>();
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const begin = async (chosen: File) => {
    if (stop.current) return;
    const why = whyNotSent(chosen, mostBytes);
    setRefused(why);
    if (why) return;
    stop.current = new AbortController();
    setFile(chosen);
    setSent(0);
    try {
      const importId = await send(chosen, setSent, stop.current.signal);
      void queryClient.invalidateQueries({ queryKey: ['Imports'] });
      await navigate({ to: '/settings/imports/$importId', params: { importId }, search: { step: 'map', ...begun } });
    } catch (error) {
      if (!isCancelled(error) && !isSignedOut(error)) setRefused(wordsOf(error));
    } finally {
      stop.current = null;
      setFile(undefined);
    }
  };
  return { file, sent, refused, begin, cancel: () => stop.current?.abort() };
}

function wordsOf(error: unknown): string {
  if (error instanceof FileRefused) return error.message;
  const { title, advice } = explain(error);
  return `${title}. ${advice}`;
}
