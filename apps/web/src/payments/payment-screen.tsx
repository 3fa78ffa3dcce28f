import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { BankTransferCard } from './bank-transfer-card.tsx';
import { CardPaymentCard } from './card-payment-card.tsx';
import { ConfirmCard } from './confirm-card.tsx';
import { GivenBackCard } from './given-back-card.tsx';
import { PaymentHead } from './payment-head.tsx';
import { type PaymentView, paymentQuery } from './payment-queries.ts';
import { PaymentSteps } from './payment-steps.tsx';
import { RefundCard } from './refund-card.tsx';
import { SettledBillsCard } from './settled-bills-card.tsx';

const route = getRouteApi('/groups/$groupId/payments/$paymentId');

/** One payment, from being asked for to its receipt: how it stands, and what whoever looks can do about it. */
export function PaymentScreen() {
  const { groupId, paymentId } = route.useParams();
  const { say } = useSpeech();
  const { nameOf } = useGroup();
  const query = useQuery(paymentQuery(groupId, paymentId));
  const payment = query.data?.payment;
  const isPaid = payment?.state === 'posted';
  return (
    <Screen
      title={
        payment
          ? say(isPaid ? 'settlement.paid' : 'settlement.pays', { from: nameOf(payment.from), to: nameOf(payment.to) })
          : say('payments.one')
      }
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settle" params={{ groupId }}>
          {say('settlement.title')}
        </BackLink>
      }
    >
      <AnswerView
        query={query}
        skeleton={
          <>
            <Skeleton rows={1} height={190} />
            <Skeleton rows={3} />
          </>
        }
      >
        {(view) => <PaymentParts key={view.payment.version} view={view} />}
      </AnswerView>
    </Screen>
  );
}

function PaymentParts({ view }: { readonly view: PaymentView }) {
  const { payment, givenBack } = view;
  const { state, method, course } = payment;
  const isOpen = state === 'pending' || state === 'approved' || state === 'processing';
  return (
    <>
      <PaymentHead view={view} />
      {state === 'approved' && method === 'bank' ? <BankTransferCard payment={payment} /> : null}
      {state === 'approved' && method !== 'card' ? <ConfirmCard payment={payment} /> : null}
      {method === 'card' && course && state !== 'posted' ? <CardPaymentCard payment={payment} course={course} /> : null}
      {course ? <SettledBillsCard parts={course.bills} currency={payment.currency} /> : null}
      {givenBack.length > 0 ? <GivenBackCard view={view} /> : null}
      {isOpen ? null : <RefundCard view={view} />}
      {course ? <PaymentSteps course={course} /> : null}
    </>
  );
}
