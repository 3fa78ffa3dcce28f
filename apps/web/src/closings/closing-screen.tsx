import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { apiPath, withQuery } from '../api/request.ts';
import { isProblem } from '../api/request-problem.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { Screen } from '../components/screen.tsx';
import { PdfButton } from '../documents/pdf-button.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Closing, closingQuery, correctionsQuery } from './closing-queries.ts';
import styles from './closings.module.css';
import { CorrectionList } from './correction-list.tsx';

const route = getRouteApi('/groups/$groupId/closings/$month');

/** A closed month: everybody's statement, and what came after it. */
export function ClosingScreen() {
  const { groupId, month } = route.useParams();
  const { say, month: monthName, moment } = useSpeech();
  const { nameOf } = useGroup();
  const closing = useQuery(closingQuery(groupId, month));
  const corrections = useQuery(correctionsQuery(groupId, month));
  const isOpen = isProblem(closing.error, 'not_found', 'invalid_input');
  const { data } = closing;
  return (
    <Screen
      title={/^\d{4}-\d{2}$/.test(month) ? monthName(month) : say('closings.one')}
      lead={data ? say('closings.closedBy', { name: nameOf(data.closedBy), moment: moment(data.closedAt) }) : undefined}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/closings" params={{ groupId }}>
          {say('closings.title')}
        </BackLink>
      }
    >
      {isOpen ? (
        <EmptyState icon="lock" title={say('closings.openTitle')} text={say('closings.openText')} />
      ) : (
        <>
          <AnswerView query={closing}>{(one) => <Statements closing={one} />}</AnswerView>
          <Card title={say('closings.changed')}>
            <AnswerView query={corrections}>
              {({ corrections: all }) => <CorrectionList corrections={all} />}
            </AnswerView>
          </Card>
        </>
      )}
    </Screen>
  );
}

function Statements({ closing }: { readonly closing: Closing }) {
  const { groupId } = route.useParams();
  const { say, language } = useSpeech();
  const { nameOf, placeOf } = useGroup();
  const { month, statements } = closing;
  return (
    <Card title={say('statements.title')}>
      <ul className={styles.statements}>
        {statements.map(({ memberId, sha256 }) => (
          <li key={memberId} className={styles.statement}>
            <PersonMark name={nameOf(memberId)} place={placeOf(memberId)} size={40} />
            <span className={styles.words}>
              <Link to="/groups/$groupId/statements" params={{ groupId }} search={{ member: memberId, month }}>
                {nameOf(memberId)}
              </Link>
              <code className={styles.hash} title={sha256}>
                {sha256.slice(0, 16)}…
              </code>
            </span>
            <PdfButton
              isSmall
              label={say('documents.pdfOf', { name: nameOf(memberId) })}
              address={withQuery(apiPath`/v1/groups/${groupId}/members/${memberId}/statements/${month}/pdf`, {
                language,
              })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
