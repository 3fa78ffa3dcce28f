import type { Colour, TrafficSplit } from '@shared-payments/operations';

const GOLDEN_RATIO = 0.618_033_988_749_895;

/**
 * Says where the next connection goes. Steps by the golden ratio instead of chance: any run of connections is split as closely
 * as it can be, and no client meets a rhythm it could fall in step with. Undefined while nobody has users.
 */
export function colourChooser(): (split: TrafficSplit) => Colour | undefined {
  let position = 0;
  return (split) => {
    if (split.blue + split.green === 0) return undefined;
    position = (position + GOLDEN_RATIO) % 1;
    return position < split.green ? 'green' : 'blue';
  };
}
