import { addMonths, localDateAt, startOfMonth } from '@shared-payments/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AnswerView } from '../../components/answer-view.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import { type Consumption, consumptionQuery, type Meter } from '../meter-queries.ts';
import styles from './consumption.module.css';
import { ConsumptionChart } from './consumption-chart.tsx';

const SHOWN_MONTHS = 13;
// As many again: each month stands beside the same one a year before.
const ASKED_MONTHS = 25;

/** What was used month by month: to be looked at, and to be read as a table. */
export function ConsumptionCard({ meter }: { readonly meter: Meter }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const thisMonth = startOfMonth(localDateAt(Date.now(), group.timeZone));
  const from = addMonths(thisMonth, 1 - ASKED_MONTHS).slice(0, 7);
  const consumption = useQuery(consumptionQuery(group.id, meter.id, from, thisMonth.slice(0, 7)));
  return (
    <Card title={say('meters.consumption')}>
      <AnswerView query={consumption} skeleton={<Skeleton rows={1} height={240} />}>
        {(data) => <ConsumptionView data={data} />}
      </AnswerView>
    </Card>
  );
}

function ConsumptionView({ data }: { readonly data: Consumption }) {
  const { say, month: monthName, number } = useSpeech();
  const [isTable, setIsTable] = useState(false);
  const shown = data.months.slice(-SHOWN_MONTHS);
  const standOut = shown.filter(({ anomaly }) => anomaly !== null);
  if (shown.every(({ measuredDays, estimatedDays }) => measuredDays + estimatedDays === 0)) {
    return <p className={styles.soft}>{say('meters.noConsumption')}</p>;
  }
  return (
    <>
      <ConsumptionChart months={data.months} shownCount={SHOWN_MONTHS} unit={data.unit} />
      {standOut.map(({ month, consumptionMilli, anomaly }) =>
        anomaly === null ? null : (
          <Notice key={month} tone="hint">
            {say('meters.standsOut', {
              month: monthName(month),
              used: number(consumptionMilli / 1000),
              median: number(anomaly.medianMilli / 1000),
              limit: number(anomaly.limitMilli / 1000),
              count: anomaly.comparedCount,
              unit: data.unit,
            })}
          </Notice>
        ),
      )}
      <details className={styles.details} onToggle={(event) => setIsTable(event.currentTarget.open)}>
        <summary>{say('meters.asTable')}</summary>
        {isTable ? <ConsumptionTable months={shown} unit={data.unit} /> : null}
      </details>
    </>
  );
}

function ConsumptionTable({ months, unit }: { readonly months: Consumption['months']; readonly unit: string }) {
  const { say, month: monthName, number } = useSpeech();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('meters.month')}</th>
          <th scope="col">{say('meters.used', { unit })}</th>
          <th scope="col">{say('meters.note')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, consumptionMilli, isEstimate, anomaly }) => (
          <tr key={month}>
            <th scope="row">{monthName(month)}</th>
            <td>{number(consumptionMilli / 1000)}</td>
            <td>
              {[isEstimate ? say('meters.estimated') : '', anomaly ? say('meters.unusual') : '']
                .filter((note) => note !== '')
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
