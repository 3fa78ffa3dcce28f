import { Button } from '@mantine/core';
import { type FieldChange, TOLD_FIELDS } from '../bills/bill-changes.ts';
import { useFieldWords } from '../bills/use-field-words.ts';
import form from '../components/form.module.css';
import { Notice } from '../components/notice.tsx';
import type { Overview } from '../groups/group-queries.ts';
import { GroupProvider, openGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { dropEntry, keepMine } from './decide-entry.ts';
import type { StoredEntry, VersionedAnswer } from './outbox-entry.ts';
import styles from './outbox-screen.module.css';
import { versionDifferences } from './version-differences.ts';

interface BillConflictProps {
  readonly entry: StoredEntry;
  readonly theirs: VersionedAnswer;
}

/** My change and what somebody else made of the bill meanwhile, field by field, and the choice. */
export function BillConflict({ overview, ...props }: BillConflictProps & { readonly overview: Overview }) {
  const open = openGroup(overview);
  if (!open) return null;
  return (
    <GroupProvider open={open}>
      <Choice {...props} />
    </GroupProvider>
  );
}

function Choice({ entry, theirs }: BillConflictProps) {
  const { say } = useSpeech();
  const differences = versionDifferences(TOLD_FIELDS, entry.request.body, theirs);
  return (
    <>
      <Notice tone="alarm">{say('outbox.conflict')}</Notice>
      <table className={styles.versions}>
        <thead>
          <tr>
            <td />
            <th scope="col">{say('outbox.mine')}</th>
            <th scope="col">{say('outbox.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <Difference key={difference.field} difference={difference} currency={String(theirs.currency)} />
          ))}
        </tbody>
      </table>
      <div className={form.row}>
        <Button size="xs" onClick={() => void keepMine(entry, theirs)}>
          {say('outbox.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={() => void dropEntry(entry)}>
          {say('outbox.keepTheirs')}
        </Button>
      </div>
    </>
  );
}

/** `before` is theirs, which stands; `after` is mine, which would. */
function Difference({ difference, currency }: { readonly difference: FieldChange; readonly currency: string }) {
  const { say } = useSpeech();
  const wordsOf = useFieldWords(currency);
  const { field, before, after } = difference;
  return (
    <tr>
      <th scope="row">{say(`field.${field}`)}</th>
      <td>{wordsOf(field, after) || '–'}</td>
      <td>{wordsOf(field, before) || '–'}</td>
    </tr>
  );
}
