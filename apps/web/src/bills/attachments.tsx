import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { apiPath } from '../api/request.ts';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Attachment, attachmentsQuery, billKey } from './bill-queries.ts';
import { addAttachment, removeAttachment } from './bill-requests.ts';
import styles from './bill-screen.module.css';

const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

/** Receipts: a photo or a PDF, seen by everybody in the group. */
export function Attachments({ billId }: { readonly billId: string }) {
  const { say } = useSpeech();
  const { group, canTakePart } = useGroup();
  const attachments = useQuery(attachmentsQuery(group.id, billId));
  return (
    <Card title={say('attachments.title')}>
      <ProblemNotice error={attachments.error} onRetry={() => void attachments.refetch()} />
      {attachments.data && attachments.data.length > 0 ? (
        <ul className={styles.files}>
          {attachments.data.map((attachment) => (
            <FileItem key={attachment.id} billId={billId} attachment={attachment} />
          ))}
        </ul>
      ) : null}
      {canTakePart ? <FileButton billId={billId} /> : null}
    </Card>
  );
}

function FileItem({ billId, attachment }: { readonly billId: string; readonly attachment: Attachment }) {
  const { say } = useSpeech();
  const { group, canTakePart } = useGroup();
  const remove = useWrite(removeAttachment(group.id), { changes: [billKey(group.id, billId)] });
  const address = apiPath`/v1/groups/${group.id}/attachments/${attachment.id}`;
  const isPicture = attachment.mediaType.startsWith('image/');
  return (
    <li className={styles.file}>
      {isPicture ? (
        <img className={styles.picture} src={address} alt={attachment.fileName} loading="lazy" />
      ) : (
        <span className={styles.picture}>
          <Icon name="file" size={32} />
        </span>
      )}
      <a href={address} download={attachment.fileName}>
        {attachment.fileName}
      </a>
      {canTakePart ? (
        <ConfirmButton
          size="xs"
          variant="subtle"
          label={say('attachments.remove')}
          question={say('attachments.removeQuestion')}
          loading={remove.isPending}
          onConfirm={() => remove.mutate(attachment.id)}
        />
      ) : null}
      <ProblemNotice error={remove.error} />
    </li>
  );
}

function FileButton({ billId }: { readonly billId: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const input = useRef<HTMLInputElement>(null);
  const add = useWrite(addAttachment(group.id, billId), { changes: [billKey(group.id, billId)] });
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        aria-label={say('attachments.add')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) add.mutate(file);
          // The same file may be chosen again after it was refused.
          event.target.value = '';
        }}
      />
      <Button
        variant="default"
        leftSection={<Icon name="camera" />}
        loading={add.isPending}
        onClick={() => input.current?.click()}
      >
        {say('attachments.add')}
      </Button>
      <ProblemNotice
        error={add.error}
        words={{ too_large: 'attachments.tooLarge', invalid_input: 'attachments.wrongKind' }}
      />
    </>
  );
}
