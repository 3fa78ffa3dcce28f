import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink, ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { PayForm } from './pay-form.tsx';
import { WhoToWhom } from './who-to-whom.tsx';

const route = getRouteApi('/groups/$groupId/pay');

/** Money from one person to another: how much, what for, and on which way. */
export function PayScreen() {
  const { groupId } = route.useParams();
  const { from: payer, to } = route.useSearch();
  const { say } = useSpeech();
  const { me, nameOf, present, canTakePart, canRun } = useGroup();
  const from = payer !== undefined && canRun ? payer : me.id;
  const others = present.filter(({ id }) => id !== from);
  const receiver = others.find(({ id }) => id === to)?.id;
  return (
    <Screen
      title={
        receiver === undefined
          ? say('pay.title')
          : from === me.id
            ? say('pay.titleTo', { name: nameOf(receiver) })
            : say('settlement.pays', { from: nameOf(from), to: nameOf(receiver) })
      }
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settle" params={{ groupId }}>
          {say('settlement.title')}
        </BackLink>
      }
    >
      {!canTakePart || others.length === 0 ? (
        <EmptyState
          icon="group"
          title={say('pay.nobodyTitle')}
          text={say(canTakePart ? 'pay.nobodyText' : 'problem.forbidden')}
          action={
            <ButtonLink to="/groups/$groupId/invite" params={{ groupId }}>
              {say('groups.people')}
            </ButtonLink>
          }
        />
      ) : receiver === undefined ? (
        <ReceiverChoice from={from} />
      ) : (
        <>
          <WhoToWhom from={from} to={receiver} />
          <PayForm key={`${from} ${receiver}`} from={from} to={receiver} />
        </>
      )}
    </Screen>
  );
}

function ReceiverChoice({ from }: { readonly from: string }) {
  const navigate = route.useNavigate();
  const { say } = useSpeech();
  const { present } = useGroup();
  const others = present.filter(({ id }) => id !== from);
  return (
    <Card>
      <NativeSelect
        label={say('pay.toWhom')}
        data={[{ value: '', label: say('pay.choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => {
          const to = event.target.value;
          if (to !== '') void navigate({ search: (before) => ({ ...before, to }), replace: true });
        }}
      />
    </Card>
  );
}
