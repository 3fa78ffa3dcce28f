import { createContext, type ReactNode, use } from 'react';
import type { Speech } from './speech.ts';

const SpeechContext = createContext<Speech | undefined>(undefined);

export function SpeechProvider({ speech, children }: { readonly speech: Speech; readonly children: ReactNode }) {
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** How to say things in the reader's language. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('There is no language here: render this below SpeechProvider.');
  return speech;
}
