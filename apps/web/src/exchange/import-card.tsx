import { Button, NativeSelect } from '@mantine/core';
import { CURRENCIES } from '@shared-payments/domain';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { Notice } from '../components/notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { type ImportBody, importFile } from './exchange-requests.ts';
import { FileChoice } from './file-choice.tsx';
import { ImportProof } from './import-proof.tsx';
import { ImportRefusal } from './import-refusal.tsx';

/** A file of another program: read and proven first, imported when it is right. */
export function ImportCard({ groupId }: { readonly groupId: string }) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState<ImportBody>();
  const [currency, setCurrency] = useState('');
  const look = useWrite(importFile(groupId));
  const take = useWrite(importFile(groupId), { changes: [groupKey(groupId)] });
  const read = async (file: File) => {
    take.reset();
    const body = { text: await file.text(), fileName: file.name, ...(currency !== '' && { currency }) };
    setChosen(body);
    look.mutate({ ...body, isDryRun: true });
  };
  return (
    <Card title={say('exchange.import')}>
      <p>{say('exchange.importText')}</p>
      <NativeSelect
        label={say('exchange.currency')}
        description={say('exchange.currencyHint')}
        value={currency}
        data={[{ value: '', label: say('exchange.fromFile') }, ...CURRENCIES]}
        onChange={(event) => setCurrency(event.target.value)}
      />
      <FileChoice
        label={say('exchange.choose')}
        accept=".csv,.json,text/csv,application/json"
        isBusy={look.isPending}
        onFile={(file) => void read(file)}
      />
      <ImportRefusal error={look.error ?? take.error} />
      {look.data && chosen && !take.data ? (
        <div className={form.form}>
          <ImportProof report={look.data} fileName={chosen.fileName ?? ''} />
          <Button disabled={!look.data.proof.isProven} loading={take.isPending} onClick={() => take.mutate(chosen)}>
            {say('exchange.take', { count: look.data.proof.billCount + look.data.proof.paymentCount })}
          </Button>
        </div>
      ) : null}
      {take.data ? (
        <Notice tone="good">
          {say('exchange.taken', { count: take.data.importedCount, known: take.data.knownCount })}
        </Notice>
      ) : null}
    </Card>
  );
}
