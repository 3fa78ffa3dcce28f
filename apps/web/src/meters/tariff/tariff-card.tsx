import { Card } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { Meter } from '../meter-queries.ts';
import styles from '../meters.module.css';
import { useTariffWords } from './use-tariff-words.ts';

/** What a unit costs now, and the ways to change the meter itself. */
export function TariffCard({ meter }: { readonly meter: Meter }) {
  const { say, date } = useSpeech();
  const { canRun, canTakePart } = useGroup();
  const wordsOf = useTariffWords(meter);
  const params = { groupId: meter.groupId, meterId: meter.id };
  const latest = meter.tariff?.versions.at(-1);
  return (
    <Card title={say('tariff.title')}>
      {latest === undefined ? (
        <p className={styles.soft}>{say('tariff.none')}</p>
      ) : (
        <>
          <p className={styles.soft}>{say('tariff.since', { date: date(latest.validFrom) })}</p>
          <ul className={styles.rows}>
            {wordsOf(latest).map(({ what, price }) => (
              <li key={what} className={styles.row}>
                <span>{what}</span>
                <span>{price}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.actions}>
        {canTakePart ? (
          <ButtonLink to="/groups/$groupId/meters/$meterId/charge" params={params} leftSection={<Icon name="bills" />}>
            {say('meters.charge')}
          </ButtonLink>
        ) : null}
        {canRun ? (
          <>
            <ButtonLink to="/groups/$groupId/meters/$meterId/tariff" params={params} variant="default">
              {say(latest === undefined ? 'tariff.set' : 'tariff.change')}
            </ButtonLink>
            <ButtonLink to="/groups/$groupId/meters/$meterId/replace" params={params} variant="subtle">
              {say('meters.replace')}
            </ButtonLink>
          </>
        ) : null}
      </div>
    </Card>
  );
}
