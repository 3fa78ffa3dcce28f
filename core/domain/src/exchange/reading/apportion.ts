/**
 * Splits `totalMinor` by weights with the largest remainder (Hamilton), so that the parts sum to it exactly; a weight of 0
 * gets 0. Equal remainders go in the order that starts at `rotation` and wraps. Weights are not negative and sum to more
 * than 0. A negative total works the same, rounding towards minus infinity first.
 */
export function apportion(totalMinor: bigint, weights: readonly bigint[], rotation = 0): readonly bigint[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => floorDivide(totalMinor * weight, weightSum));
  const remainders = weights.map((weight, index) => totalMinor * weight - (parts[index] ?? 0n) * weightSum);
  let leftover = totalMinor - parts.reduce((sum, part) => sum + part, 0n);
  for (const index of indexesByRemainder(remainders, rotation)) {
    if (leftover === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    leftover -= 1n;
  }
  return parts;
}

export function isSplitExact(totalMinor: bigint, weights: readonly bigint[]): boolean {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  return weights.every((weight) => (totalMinor * weight) % weightSum === 0n);
}

function indexesByRemainder(remainders: readonly bigint[], rotation: number): readonly number[] {
  const count = remainders.length;
  const turn = (index: number) => (index - rotation + count) % count;
  return remainders
    .map((_, index) => index)
    .sort((left, right) => {
      const difference = (remainders[right] ?? 0n) - (remainders[left] ?? 0n);
      if (difference !== 0n) return difference > 0n ? 1 : -1;
      return turn(left) - turn(right);
    });
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && value % divisor !== 0n ? quotient - 1n : quotient;
}
