import { getRouteApi, Link } from '@tanstack/react-router';
import { apiPath } from '../api/request.ts';
import { Card } from '../components/card.tsx';
import { Icon } from '../components/icon.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './exchange.module.css';
import { ImportCard } from './import-card.tsx';

const route = getRouteApi('/groups/$groupId/exchange');

export function ExchangeScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canRun } = useGroup();
  return (
    <Screen title={say('exchange.title')} isNarrow>
      {canRun ? <ImportCard groupId={groupId} /> : null}
      <Card title={say('exchange.export')}>
        <ul className={styles.rows}>
          <Download address={apiPath`/v1/groups/${groupId}/export.csv`} label="exchange.csv" text="exchange.csvText" />
          <Download
            address={apiPath`/v1/groups/${groupId}/export.json`}
            label="exchange.json"
            text="exchange.jsonText"
          />
          {canRun ? (
            <Download
              address={apiPath`/v1/groups/${groupId}/bundle`}
              label="exchange.bundle"
              text="exchange.bundleText"
            />
          ) : null}
        </ul>
        <p className={styles.soft}>
          <Link to="/restore">{say('exchange.toRestore')}</Link>
        </p>
      </Card>
    </Screen>
  );
}

interface DownloadProps {
  readonly address: string;
  readonly label: MessageKey;
  readonly text: MessageKey;
}

function Download({ address, label, text }: DownloadProps) {
  const { say } = useSpeech();
  return (
    <li>
      <a href={address} download className={styles.download}>
        <Icon name="transfer" />
        <span className={styles.words}>
          <strong>{say(label)}</strong>
          <span className={styles.soft}>{say(text)}</span>
        </span>
      </a>
    </li>
  );
}
