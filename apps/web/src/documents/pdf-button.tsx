import { Button } from '@mantine/core';
import { Icon } from '../components/icon.tsx';
import { useIsReachable } from '../connection/use-connection.ts';
import { useSpeech } from '../language/speech-context.tsx';

interface PdfButtonProps {
  readonly address: string;
  /** Where several stand below each other: whose it is. */
  readonly label?: string;
  readonly isSmall?: boolean;
}

/** A file the server prints: a plain download, which needs it to be there. */
export function PdfButton({ address, label, isSmall = false }: PdfButtonProps) {
  const { say } = useSpeech();
  const isReachable = useIsReachable();
  const look = {
    size: isSmall ? 'xs' : 'md',
    leftSection: <Icon name="download" size={isSmall ? 16 : 20} />,
    ...(isSmall && { variant: 'default' }),
    ...(label !== undefined && { 'aria-label': label }),
  };
  if (!isReachable)
    return (
      <Button {...look} disabled>
        {say('documents.offline')}
      </Button>
    );
  return (
    <Button component="a" href={address} download {...look}>
      {say('documents.pdf')}
    </Button>
  );
}
