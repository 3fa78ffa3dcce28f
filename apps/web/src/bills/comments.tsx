import { Button, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { Icon } from '../components/icon.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import { type BillComment, billKey, commentsQuery } from './bill-queries.ts';
import { addComment } from './bill-requests.ts';
import styles from './bill-screen.module.css';

const COMMENT_CHARACTERS_MAX = 2_000;

export function Comments({ billId }: { readonly billId: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const comments = useInfiniteQuery(commentsQuery(group.id, billId));
  const all = comments.data?.pages.flatMap((page) => page.comments) ?? [];
  return (
    <Card title={say('comments.title')}>
      <ProblemNotice error={comments.error} onRetry={() => void comments.refetch()} />
      <ul className={styles.rows}>
        {all.map((comment) => (
          <CommentItem key={comment.id} comment={comment} />
        ))}
      </ul>
      {comments.hasNextPage ? (
        <Button variant="subtle" loading={comments.isFetchingNextPage} onClick={() => void comments.fetchNextPage()}>
          {say('app.more')}
        </Button>
      ) : null}
      <CommentForm billId={billId} />
    </Card>
  );
}

function CommentItem({ comment }: { readonly comment: BillComment }) {
  const { moment } = useSpeech();
  const { nameOf, placeOf } = useGroup();
  const name = nameOf(comment.memberId);
  return (
    <li className={styles.comment}>
      <PersonMark name={name} place={placeOf(comment.memberId)} />
      <div>
        <p className={styles.soft}>
          <strong>{name}</strong> · {moment(comment.createdAt)}
        </p>
        <p className={styles.text}>{comment.text}</p>
      </div>
    </li>
  );
}

function CommentForm({ billId }: { readonly billId: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const [text, setText] = useState('');
  const add = useKeptWrite(addComment(group.id, billId), {
    words: (title) => ({ kind: 'comment', groupId: group.id, title }),
    changes: [billKey(group.id, billId)],
    onDone: () => setText(''),
    onKept: () => setText(''),
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(text.trim());
      }}
    >
      <Textarea
        label={say('comments.yours')}
        rows={2}
        maxLength={COMMENT_CHARACTERS_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNotice error={add.error} />
      <Button
        type="submit"
        variant="default"
        leftSection={<Icon name="send" />}
        loading={add.isPending}
        disabled={text.trim() === ''}
      >
        {say('comments.send')}
      </Button>
    </form>
  );
}
