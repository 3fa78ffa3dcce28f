import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useSpeech } from '../language/speech-context.tsx';

export function SettleScreen() {
  const { say } = useSpeech();
  return (
    <Screen title={say('settlement.title')}>
      <Skeleton />
    </Screen>
  );
}
