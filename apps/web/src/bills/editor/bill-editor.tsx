import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { BillDraft } from './bill-draft.ts';
import styles from './bill-editor.module.css';
import { BillFactsFields } from './bill-facts-fields.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { PayerFields } from './payer-fields.tsx';
import { type BillBody, readDraft } from './read-draft.ts';
import { SplitFields } from './split-fields.tsx';
import { useBillPreview } from './use-bill-preview.ts';

export interface EditorPartProps {
  readonly draft: BillDraft;
  readonly onChange: (part: Partial<BillDraft>) => void;
}

interface BillEditorProps {
  readonly first: BillDraft;
  readonly saveLabel: string;
  readonly error: unknown;
  readonly isSaving: boolean;
  readonly onSave: (body: BillBody) => void;
}

/** What a bill says, with every share as it would be while it is still being typed. */
export function BillEditor({ first, saveLabel, error, isSaving, onSave }: BillEditorProps) {
  const { group } = useGroup();
  const { locale } = useSpeech();
  const [draft, setDraft] = useState(first);
  const reading = readDraft(draft, locale);
  // The title changes no share: the preview need not wait for it.
  const sums = readDraft({ ...draft, title: draft.title.trim() || '–' }, locale);
  const preview = useBillPreview(group.id, sums.body);
  const onChange = (part: Partial<BillDraft>) => setDraft((before) => ({ ...before, ...part }));
  useUnsavedGuard(draft !== first && !isSaving);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reading.body) onSave(reading.body);
  };
  return (
    <form className={styles.editor} onSubmit={submit}>
      <Card>
        <BillFactsFields
          draft={draft}
          onChange={onChange}
          {...(sums.totalMinor !== undefined && { totalMinor: sums.totalMinor })}
        />
        <PayerFields draft={draft} onChange={onChange} />
      </Card>
      <Card>
        <SplitFields draft={draft} onChange={onChange} preview={sums.body ? preview.data : undefined} />
        <DraftNotice draft={draft} onChange={onChange} problem={sums.problem} />
        {sums.body ? <ProblemNotice error={preview.error} /> : null}
      </Card>
      <div className={styles.save}>
        <ProblemNotice error={error} />
        <Button type="submit" loading={isSaving} disabled={draft.title.trim() !== '' && !reading.body}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}

/** Nobody loses what they typed by a click beside it. */
function useUnsavedGuard(isDirty: boolean): void {
  const { say } = useSpeech();
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(say('bills.leaveUnsaved')),
    enableBeforeUnload: () => isDirty,
  });
}
