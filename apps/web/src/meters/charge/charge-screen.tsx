import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../../api/use-write.ts';
import { groupKey } from '../../groups/group-queries.ts';
import { useSpeech } from '../../language/speech-context.tsx';
import { MeterFrame } from '../meter-frame.tsx';
import type { Meter } from '../meter-queries.ts';
import { type ChargeBody, chargeMeter } from '../meter-requests.ts';
import { ChargeForm } from './charge-form.tsx';
import { ChargePreview } from './charge-preview.tsx';

const route = getRouteApi('/groups/$groupId/meters/$meterId/charge');

/** A bill from readings: looked at first, made when it is right. */
export function ChargeScreen() {
  const { groupId, meterId } = route.useParams();
  const { say } = useSpeech();
  return (
    <MeterFrame groupId={groupId} meterId={meterId} title={say('meters.charge')}>
      {(meter) => <ChargeSteps meter={meter} />}
    </MeterFrame>
  );
}

function ChargeSteps({ meter }: { readonly meter: Meter }) {
  const { groupId } = route.useParams();
  const navigate = route.useNavigate();
  const [asked, setAsked] = useState<ChargeBody>();
  const look = useWrite(chargeMeter(groupId, meter.id));
  const make = useWrite(chargeMeter(groupId, meter.id), {
    changes: [groupKey(groupId)],
    onDone: ({ bill }) =>
      bill && navigate({ to: '/groups/$groupId/bills/$billId', params: { groupId, billId: bill.id } }),
  });
  const show = (body: ChargeBody) => {
    make.reset();
    setAsked(body);
    look.mutate({ ...body, isDryRun: true });
  };
  return (
    <>
      <ChargeForm meter={meter} isLooking={look.isPending} error={look.error} onShow={show} onChange={look.reset} />
      {look.data && asked ? (
        <ChargePreview
          charge={look.data}
          meter={meter}
          isMaking={make.isPending}
          error={make.error}
          onMake={() =>
            make.mutate(look.data.isEstimate || look.data.hasLowerReading ? { ...asked, isConfirmed: true } : asked)
          }
        />
      ) : null}
    </>
  );
}
