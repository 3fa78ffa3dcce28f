import { Link } from '@tanstack/react-router';
import { Icon, type IconName } from '../components/icon.tsx';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './menu-screen.module.css';
import { useGroup } from './use-group.tsx';

interface SettingsPlace {
  readonly to:
    | '/groups/$groupId/notifications'
    | '/groups/$groupId/settings/reminders'
    | '/groups/$groupId/settings/payments'
    | '/groups/$groupId/settings/webhooks'
    | '/groups/$groupId/closings';
  readonly icon: IconName;
  readonly label: MessageKey;
}

const SETTINGS: readonly SettingsPlace[] = [
  { to: '/groups/$groupId/notifications', icon: 'person', label: 'notifications.title' },
  { to: '/groups/$groupId/settings/reminders', icon: 'bell', label: 'reminders.title' },
  { to: '/groups/$groupId/settings/payments', icon: 'shield', label: 'rules.payments' },
  { to: '/groups/$groupId/closings', icon: 'lock', label: 'closings.title' },
  { to: '/groups/$groupId/settings/webhooks', icon: 'webhook', label: 'webhooks.title' },
];

/** Settings with a screen of their own. */
export function SettingsLinks() {
  const { say } = useSpeech();
  const { group } = useGroup();
  return (
    <ul className={styles.places}>
      {SETTINGS.map(({ to, icon, label }) => (
        <li key={to}>
          <Link to={to} params={{ groupId: group.id }} className={styles.place}>
            <Icon name={icon} size={22} />
            <span>{say(label)}</span>
            <Icon name="chevron" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
