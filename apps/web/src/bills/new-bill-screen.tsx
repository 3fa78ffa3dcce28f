import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useSpeech } from '../language/speech-context.tsx';

export function NewBillScreen() {
  const { say } = useSpeech();
  return (
    <Screen title={say('bills.new')}>
      <Skeleton />
    </Screen>
  );
}
