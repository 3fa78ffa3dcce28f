import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../language/speech-context.tsx';
import form from './form.module.css';

interface ConfirmButtonProps extends ButtonProps {
  readonly label: string;
  /** What will happen, asked before it does. */
  readonly question: string;
  readonly onConfirm: () => void;
}

/** For what others will notice: asks once, in its own place. */
export function ConfirmButton({ label, question, onConfirm, ...look }: ConfirmButtonProps) {
  const { say } = useSpeech();
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button variant="default" {...look} onClick={() => setIsAsking(true)}>
        {label}
      </Button>
    );
  }
  const confirm = () => {
    setIsAsking(false);
    onConfirm();
  };
  return (
    <span className={form.row} role="alert">
      {question}
      <Button {...look} autoFocus onClick={confirm}>
        {label}
      </Button>
      <Button variant="subtle" {...look} leftSection={null} onClick={() => setIsAsking(false)}>
        {say('app.cancel')}
      </Button>
    </span>
  );
}
