import { Button } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '../components/icon.tsx';

interface FileChoiceProps {
  readonly label: string;
  /** Endings and media types, as `accept` of a file field takes them. */
  readonly accept: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** A button that lets a file be chosen; nothing is sent by that alone. */
export function FileChoice({ label, accept, isBusy, onFile }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file may be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      <Button leftSection={<Icon name="file" />} loading={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </div>
  );
}
