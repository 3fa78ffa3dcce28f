import { Button } from '@mantine/core';
import { Notice } from '../../components/notice.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { Texts } from './bill-draft.ts';
import styles from './bill-editor.module.css';
import type { EditorPartProps } from './bill-editor.tsx';
import { giveDifference } from './give-difference.ts';
import { type DraftProblem, PERCENT_UNITS } from './read-draft.ts';

/** What does not add up yet, by how much, and whom to give it to. What is only not filled in yet is no reason to speak. */
export function DraftNotice({
  draft,
  onChange,
  problem,
}: EditorPartProps & { readonly problem: DraftProblem | undefined }) {
  const { say, money, number } = useSpeech();
  if (!problem || problem.kind === 'incomplete') return null;
  if (problem.kind === 'unreadable')
    return <Notice tone="hint">{say('bills.unreadable', { text: problem.text })}</Notice>;
  if (problem.kind === 'nobody') return <Notice tone="hint">{say('bills.nobody')}</Notice>;
  if (problem.kind === 'percent-off') {
    const amount = number(Math.abs(problem.differenceUnits) / PERCENT_UNITS);
    return (
      <Notice tone="hint">
        {say(problem.differenceUnits > 0 ? 'bills.percentOver' : 'bills.percentUnder', { amount })}
      </Notice>
    );
  }
  const { kind, differenceMinor } = problem;
  const amount = money(Math.abs(differenceMinor), draft.currency);
  const side = differenceMinor > 0 ? 'Over' : 'Under';
  return (
    <>
      <Notice tone="hint">
        {say(kind === 'shares-off' ? `bills.shares${side}` : `bills.payers${side}`, { amount })}
      </Notice>
      <TakersOfDifference draft={draft} onChange={onChange} kind={kind} differenceMinor={differenceMinor} />
    </>
  );
}

interface TakersProps extends EditorPartProps {
  readonly kind: 'shares-off' | 'payers-off';
  readonly differenceMinor: number;
}

function TakersOfDifference({ draft, onChange, kind, differenceMinor }: TakersProps) {
  const { say, locale } = useSpeech();
  const { nameOf } = useGroup();
  // Nobody is asked to give what they do not have.
  const has = (texts: Texts) => (memberId: string) => differenceMinor < 0 || (texts[memberId] ?? '').trim() !== '';
  const takers =
    kind === 'shares-off'
      ? draft.participants.filter(has(draft.parts.exact))
      : Object.keys(draft.paid).filter(has(draft.paid));
  const give = (memberId: string) => {
    const way = { currency: draft.currency, locale };
    if (kind === 'payers-off') return onChange({ paid: giveDifference(draft.paid, memberId, differenceMinor, way) });
    const exact = giveDifference(draft.parts.exact, memberId, differenceMinor, way);
    onChange({ parts: { ...draft.parts, exact } });
  };
  return (
    <div className={styles.chips}>
      {takers.map((memberId) => (
        <Button key={memberId} size="xs" variant="default" onClick={() => give(memberId)}>
          {say(differenceMinor > 0 ? 'bills.takeFrom' : 'bills.giveTo', { name: nameOf(memberId) })}
        </Button>
      ))}
    </div>
  );
}
