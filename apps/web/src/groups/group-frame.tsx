import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Icon } from '../components/icon.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './group-frame.module.css';
import { overviewQuery } from './group-queries.ts';
import { PLACES } from './places.ts';
import { GroupProvider, openGroup } from './use-group.tsx';
import { useRememberGroup } from './use-remember-group.ts';

const route = getRouteApi('/groups/$groupId');

/** The navigation of a group around whichever of its screens is open. */
export function GroupFrame() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const overview = useQuery(overviewQuery(groupId));
  useRememberGroup(groupId, overview.isSuccess, overview.error);
  return (
    <div className={styles.frame}>
      <nav className={styles.places} aria-label={say('groups.navigation')}>
        <Link to="/groups" className={styles.all}>
          <Icon name="back" size={18} />
          {say('groups.title')}
        </Link>
        <ul>
          {PLACES.map(({ to, icon, label, onPhone }) => (
            <li key={to} className={styles[onPhone]}>
              <Link
                to={to}
                params={{ groupId }}
                activeOptions={{ exact: to === '/groups/$groupId', includeSearch: false }}
                className={styles.place}
                activeProps={{ className: `${styles.place} ${styles.here}` }}
              >
                <Icon name={icon} size={22} />
                <span>{say(label)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.screen}>
        <AnswerView query={overview} skeleton={<FrameSkeleton />}>
          {(data) => {
            const open = openGroup(data);
            return open ? (
              <GroupProvider open={open}>
                <Outlet />
              </GroupProvider>
            ) : null;
          }}
        </AnswerView>
      </div>
    </div>
  );
}

function FrameSkeleton() {
  const { say } = useSpeech();
  return (
    <Screen title={say('app.loading')}>
      <Skeleton rows={1} height={170} />
      <Skeleton rows={4} />
    </Screen>
  );
}
