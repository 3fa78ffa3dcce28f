import { Card } from '../components/card.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Course } from './payment-queries.ts';
import styles from './payments.module.css';

/** Every step of its life: what, when and by whom. */
export function PaymentSteps({ course }: { readonly course: Course }) {
  const { say, moment } = useSpeech();
  const { group } = useGroup();
  const byWhom = (by: string) => {
    const member = group.members.find(({ id }) => id === by);
    return member?.name ?? say(by === 'rule' ? 'pay.byRule' : 'activity.byItself');
  };
  return (
    <Card title={say('pay.steps')}>
      <ol className={styles.steps}>
        {course.transitions.map(({ state, at, by }) => (
          <li key={state}>
            <strong className={styles.capital}>{say(`paymentState.${state}`)}</strong>
            <span className={styles.soft}>
              {moment(at)} · {byWhom(by)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
