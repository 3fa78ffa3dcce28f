import { Button, TextInput } from '@mantine/core';
import form from '../../components/form.module.css';
import { Icon } from '../../components/icon.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { BlockDraft } from './tariff-draft.ts';

interface BlockFieldsProps {
  readonly register: string;
  readonly unit: string;
  readonly currency: string;
  readonly blocks: readonly BlockDraft[];
  readonly onChange: (blocks: readonly BlockDraft[]) => void;
}

const BLOCKS_MAX = 8;

/** Prices from below: each block up to its limit in a month, the last one beyond them all. */
export function BlockFields({ register, unit, currency, blocks, onChange }: BlockFieldsProps) {
  const { say } = useSpeech();
  const changed = (place: number, part: Partial<BlockDraft>) =>
    onChange(blocks.map((block, index) => (index === place ? { ...block, ...part } : block)));
  const add = () => {
    const last = blocks.at(-1);
    onChange([...blocks.slice(0, -1), { upto: '', price: '' }, last ?? { upto: '', price: '' }]);
  };
  return (
    <>
      {blocks.map((block, place) => {
        const isLast = place === blocks.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is nothing but its place in the row.
          <div key={place} className={form.pair}>
            {blocks.length === 1 ? null : isLast ? (
              <TextInput label={say('tariff.limit', { unit })} value={say('tariff.beyond')} readOnly />
            ) : (
              <TextInput
                label={say('tariff.limit', { unit })}
                inputMode="decimal"
                value={block.upto}
                required
                rightSection={
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={say('tariff.removeBlock', { number: place + 1, register })}
                    onClick={() => onChange(blocks.filter((_, index) => index !== place))}
                  >
                    <Icon name="trash" size={16} />
                  </Button>
                }
                onChange={(event) => changed(place, { upto: event.target.value })}
              />
            )}
            <TextInput
              label={say('tariff.price', { currency, unit })}
              inputMode="decimal"
              value={block.price}
              required
              onChange={(event) => changed(place, { price: event.target.value })}
            />
          </div>
        );
      })}
      {blocks.length < BLOCKS_MAX ? (
        <div>
          <Button size="xs" variant="subtle" leftSection={<Icon name="add" size={16} />} onClick={add}>
            {say('tariff.addBlock')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
