import { getRouteApi, Link } from '@tanstack/react-router';
import { Icon } from '../components/icon.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './menu-screen.module.css';
import { PLACES } from './places.ts';
import { useGroup } from './use-group.tsx';

const route = getRouteApi('/groups/$groupId/menu');

/** What a phone's navigation has no room for. */
export function MenuScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { group } = useGroup();
  return (
    <Screen title={group.name} isNarrow>
      <ul className={styles.places}>
        {PLACES.filter(({ onPhone }) => onPhone === 'in-menu').map(({ to, icon, label }) => (
          <li key={to}>
            <Link to={to} params={{ groupId }} className={styles.place}>
              <Icon name={icon} size={22} />
              <span>{say(label)}</span>
              <Icon name="chevron" />
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
