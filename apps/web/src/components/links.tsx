import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { useSpeech } from '../language/speech-context.tsx';
import { Icon } from './icon.tsx';
import styles from './links.module.css';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly ref?: Ref<HTMLAnchorElement> };

/** A link that looks like a button: it leads somewhere, with an address of its own. */
export const ButtonLink = createLink(({ ref, ...props }: ButtonProps & Omit<AnchorProps, keyof ButtonProps>) => (
  <Button component="a" {...(ref ? { ref } : {})} {...props} />
));

/** Up to where this screen belongs. */
export const BackLink = createLink(({ children, ...props }: AnchorProps) => {
  const { say } = useSpeech();
  return (
    <a {...props} className={styles.back}>
      <Icon name="back" />
      <VisuallyHidden>
        {say('app.back')}: {children}
      </VisuallyHidden>
    </a>
  );
});
