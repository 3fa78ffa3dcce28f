import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './series.module.css';
import { type RecurringBill, seriesListQuery } from './series-queries.ts';
import { useRuleWords } from './use-rule-words.ts';

const route = getRouteApi('/groups/$groupId/recurring');

export function SeriesListScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canTakePart } = useGroup();
  const query = useQuery(seriesListQuery(groupId));
  const add = canTakePart ? (
    <ButtonLink to="/groups/$groupId/recurring/new" params={{ groupId }} leftSection={<Icon name="add" />}>
      {say('series.new')}
    </ButtonLink>
  ) : null;
  return (
    <Screen title={say('series.title')} actions={add}>
      <AnswerView query={query}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon="repeat" title={say('series.noneTitle')} text={say('series.noneText')} action={add} />
          ) : (
            <ul className={styles.list}>
              {all.toSorted(byNextDate).map((one) => (
                <li key={one.id}>
                  <SeriesItem recurring={one} />
                </li>
              ))}
            </ul>
          )
        }
      </AnswerView>
    </Screen>
  );
}

function SeriesItem({ recurring }: { readonly recurring: RecurringBill }) {
  const { say, date } = useSpeech();
  const wordsOf = useRuleWords();
  const segment = recurring.series.segments.at(-1);
  if (segment === undefined) return null;
  const { rule, template } = segment;
  const next =
    recurring.nextDate === null ? say('series.over') : say('series.next', { date: date(recurring.nextDate) });
  return (
    <Link
      to="/groups/$groupId/recurring/$seriesId"
      params={{ groupId: recurring.groupId, seriesId: recurring.id }}
      className={styles.item}
    >
      <span className={styles.words}>
        <strong>{template.title}</strong>
        <span className={styles.soft}>
          {wordsOf(rule)} · {next}
        </span>
      </span>
      {template.totalMinor === undefined ? null : (
        <strong>
          <Money amountMinor={template.totalMinor} currency={template.currency} />
        </strong>
      )}
    </Link>
  );
}

/** What comes first stands first; what is over stands last. */
function byNextDate(a: RecurringBill, b: RecurringBill): number {
  const [left, right] = [a.nextDate ?? '9999', b.nextDate ?? '9999'];
  return left < right ? -1 : left > right ? 1 : 0;
}
