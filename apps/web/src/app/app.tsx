import { DirectionProvider, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LANGUAGES } from '../language/languages.ts';
import { loadSpeech } from '../language/load-speech.ts';
import type { Speech } from '../language/speech.ts';
import { SpeechProvider } from '../language/speech-context.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { theme } from '../theme/mantine-theme.ts';
import { useColorScheme } from '../theme/use-color-scheme.ts';
import type { AppRouter } from './router.ts';

export interface AppProps {
  /** In the language of the first screen; another one is loaded when it is chosen. */
  readonly speech: Speech;
  readonly queryClient: QueryClient;
  readonly router: AppRouter;
}

export function App({ speech: first, queryClient, router }: AppProps) {
  const speech = useChosenSpeech(first);
  const { direction } = LANGUAGES[speech.language];
  return (
    <SpeechProvider speech={speech}>
      <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
        <MantineProvider theme={theme} forceColorScheme={useColorScheme()}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </SpeechProvider>
  );
}

function useChosenSpeech(first: Speech): Speech {
  const [speech, setSpeech] = useState(first);
  const preferences = usePreferences();
  useEffect(() => {
    if (preferences.language === undefined || preferences.language === speech.language) return;
    let isWanted = true;
    loadSpeech(preferences, navigator.languages).then(
      (loaded) => isWanted && setSpeech(loaded),
      // Without the network the language stays as it is.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [preferences, speech.language]);
  return speech;
}
