import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../language/speech-context.tsx';
import { Icon } from './icon.tsx';

/** Copies `text`. Browsers let pages of secure addresses do that only: elsewhere there is no button, and it is copied by hand. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { say } = useSpeech();
  const [isCopied, setIsCopied] = useState(false);
  if (!('clipboard' in navigator)) return null;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name={isCopied ? 'check' : 'copy'} size={16} />}
      // The word for it is in the button itself once it is done.
      {...(!isCopied && { 'aria-label': label })}
      onClick={copy}
    >
      <span role="status">{say(isCopied ? 'app.copied' : 'groups.copyLink')}</span>
    </Button>
  );
}
