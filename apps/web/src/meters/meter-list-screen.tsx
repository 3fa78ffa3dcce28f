import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Meter, metersQuery } from './meter-queries.ts';
import styles from './meters.module.css';
import { ResourceMark } from './resource-mark.tsx';

const route = getRouteApi('/groups/$groupId/meters');

export function MeterListScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canRun } = useGroup();
  const meters = useQuery(metersQuery(groupId));
  const add = canRun ? (
    <ButtonLink to="/groups/$groupId/meters/new" params={{ groupId }} leftSection={<Icon name="add" />}>
      {say('meters.new')}
    </ButtonLink>
  ) : null;
  return (
    <Screen title={say('meters.title')} actions={add}>
      <AnswerView query={meters}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon="meter" title={say('meters.noneTitle')} text={say('meters.noneText')} action={add} />
          ) : (
            <ul className={styles.meters}>
              {inOrder(all).map((meter) => (
                <li key={meter.id} className={meter.parentMeterId === null ? undefined : styles.submeter}>
                  <MeterItem meter={meter} />
                </li>
              ))}
            </ul>
          )
        }
      </AnswerView>
    </Screen>
  );
}

function MeterItem({ meter }: { readonly meter: Meter }) {
  const { say, date, list } = useSpeech();
  const { nameOf } = useGroup();
  const state =
    meter.retiredOn !== null
      ? say('meters.retiredOn', { date: date(meter.retiredOn) })
      : meter.nextReadingOn === null
        ? null
        : say('meters.nextReading', { date: date(meter.nextReadingOn) });
  const whose = meter.memberIds === null ? null : list(meter.memberIds.map(nameOf));
  return (
    <Link
      to="/groups/$groupId/meters/$meterId"
      params={{ groupId: meter.groupId, meterId: meter.id }}
      className={styles.meter}
    >
      <ResourceMark resource={meter.resource} />
      <span className={styles.words}>
        <strong>{meter.name}</strong>
        <span className={styles.soft}>
          {[say(`resource.${meter.resource}`), whose, state].filter((fact) => fact !== null).join(' · ')}
        </span>
      </span>
      <Icon name="chevron" />
    </Link>
  );
}

/** A meter, then those behind it. */
function inOrder(meters: readonly Meter[]): readonly Meter[] {
  const known = new Set(meters.map(({ id }) => id));
  const behind = (parentId: string | null): readonly Meter[] =>
    meters
      .filter(
        ({ parentMeterId }) => (parentMeterId !== null && known.has(parentMeterId) ? parentMeterId : null) === parentId,
      )
      .flatMap((meter) => [meter, ...behind(meter.id)]);
  return behind(null);
}
