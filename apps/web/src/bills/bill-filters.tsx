import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './bill-list.module.css';
import type { Bill, BillFilter } from './bill-queries.ts';

const TYPING_PAUSE_MS = 250;

/** Search and filters; each choice goes into the address, which is what the list follows. */
export function BillFilters({ filter, known }: { readonly filter: BillFilter; readonly known: readonly Bill[] }) {
  const { say } = useSpeech();
  const id = useId();
  const { search, ...others } = filter;
  const count = Object.keys(others).length;
  const [isOpen, setIsOpen] = useState(count > 0);
  const { change, clear } = useFilterChange(filter);
  const type = useDebouncedCallback((text: string) => change({ search: text }), TYPING_PAUSE_MS);
  return (
    <search className={styles.filters}>
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label={say('bills.search')}
          placeholder={say('bills.search')}
          leftSection={<Icon name="search" />}
          defaultValue={search ?? ''}
          onChange={(event) => type(event.target.value)}
        />
        <Button
          variant="default"
          leftSection={<Icon name="filter" />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {say('bills.filters', { count })}
        </Button>
      </div>
      <div id={id} hidden={!isOpen}>
        <div className={styles.more}>
          {isOpen ? <FilterFields filter={filter} known={known} onChange={change} /> : null}
          {count === 0 ? null : (
            <Button variant="subtle" style={{ alignSelf: 'end' }} onClick={clear}>
              {say('bills.clearFilters')}
            </Button>
          )}
        </div>
      </div>
    </search>
  );
}

function useFilterChange(filter: BillFilter) {
  const navigate = useNavigate();
  const { group } = useGroup();
  const show = (search: BillFilter) =>
    void navigate({ to: '/groups/$groupId/bills', params: { groupId: group.id }, search, replace: true });
  return {
    clear: () => show(filter.search === undefined ? {} : { search: filter.search }),
    change: (part: { readonly [K in keyof BillFilter]: string }) => {
      const set = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '');
      show(Object.fromEntries(set) as BillFilter);
    },
  };
}

interface FilterFieldsProps {
  readonly filter: BillFilter;
  readonly known: readonly Bill[];
  readonly onChange: (part: { readonly [K in keyof BillFilter]: string }) => void;
}

function FilterFields({ filter, known, onChange }: FilterFieldsProps) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const categories = new Set([...known.map(({ category }) => category ?? ''), filter.category ?? '']);
  const any = { value: '', label: say('bills.any') };
  const members = group.members.map((member) => ({ value: member.id, label: member.name }));
  const states = (['draft', 'approved', 'reversed'] as const).map((state) => ({
    value: state,
    label: say(`billState.${state}`),
  }));
  return (
    <>
      <NativeSelect
        label={say('bills.person')}
        value={filter.memberId ?? ''}
        data={[any, ...members]}
        onChange={(event) => onChange({ memberId: event.target.value })}
      />
      <NativeSelect
        label={say('bills.category')}
        value={filter.category ?? ''}
        data={[any, ...[...categories].filter(Boolean).toSorted()]}
        onChange={(event) => onChange({ category: event.target.value })}
      />
      <NativeSelect
        label={say('bills.state')}
        value={filter.state ?? ''}
        data={[any, ...states]}
        onChange={(event) => onChange({ state: event.target.value })}
      />
      <TextInput
        type="date"
        label={say('bills.from')}
        value={filter.from ?? ''}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextInput
        type="date"
        label={say('bills.through')}
        value={filter.through ?? ''}
        onChange={(event) => onChange({ through: event.target.value })}
      />
    </>
  );
}
