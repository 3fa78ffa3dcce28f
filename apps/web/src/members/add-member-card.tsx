import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { addMember } from './member-requests.ts';

/** Somebody who shares and may never look for themselves: a name is enough. */
export function AddMemberCard() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const add = useWrite(addMember(group.id), { changes: [groupKey(group.id)] });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    add.mutate(formValues(event, 'name'), { onSuccess: () => target.reset() });
  };
  return (
    <Card title={say('members.add')}>
      <form className={form.form} onSubmit={submit}>
        <TextInput name="name" label={say('groups.memberExample')} maxLength={80} required />
        <ProblemNotice error={add.error} words={{ conflict: 'members.nameTaken' }} />
        <div>
          <Button type="submit" variant="default" loading={add.isPending}>
            {say('members.addThem')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
