import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { ConsumptionCard } from './consumption/consumption-card.tsx';
import { CorrectionsCard } from './corrections-card.tsx';
import type { Meter } from './meter-queries.ts';
import styles from './meters.module.css';
import { NewReadingCard } from './new-reading-card.tsx';
import { ReadingsCard } from './readings-card.tsx';
import { TariffCard } from './tariff/tariff-card.tsx';
import { useMeter } from './use-meter.ts';

const route = getRouteApi('/groups/$groupId/meters/$meterId');

export function MeterScreen() {
  const { groupId, meterId } = route.useParams();
  const { say } = useSpeech();
  const { me, group, canTakePart } = useGroup();
  const query = useMeter(groupId, meterId);
  const meter = query.data;
  const canRead = !group.isArchived && me.role !== 'viewer' && meter?.retiredOn === null;
  return (
    <Screen
      title={meter?.name ?? say('meters.title')}
      lead={meter ? <MeterFacts meter={meter} /> : undefined}
      back={
        <BackLink to="/groups/$groupId/meters" params={{ groupId }}>
          {say('meters.title')}
        </BackLink>
      }
    >
      <AnswerView query={query}>
        {(found) =>
          found === null ? (
            <EmptyState icon="meter" title={say('meters.unknownTitle')} text={say('app.missingText')} />
          ) : (
            <div className={styles.columns}>
              <div className={styles.column}>
                {canRead ? <NewReadingCard key={found.id} meter={found} /> : null}
                <ConsumptionCard meter={found} />
              </div>
              <div className={styles.column}>
                <ReadingsCard meter={found} />
                <TariffCard meter={found} />
                {canTakePart ? <CorrectionsCard meter={found} /> : null}
              </div>
            </div>
          )
        }
      </AnswerView>
    </Screen>
  );
}

function MeterFacts({ meter }: { readonly meter: Meter }) {
  const { say, date, list } = useSpeech();
  const { nameOf } = useGroup();
  const facts = [
    say(`resource.${meter.resource}`),
    meter.serialNumber === null ? null : say('meters.serial', { number: meter.serialNumber }),
    meter.memberIds === null ? null : list(meter.memberIds.map(nameOf)),
    meter.retiredOn === null ? null : say('meters.retiredOn', { date: date(meter.retiredOn) }),
    meter.verifiedThrough === null ? null : say('meters.verifiedThrough', { date: date(meter.verifiedThrough) }),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}
