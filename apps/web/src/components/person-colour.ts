// Steps of the golden angle: neighbours in a group are far from each other on the wheel, however many there are.
const GOLDEN_ANGLE_DEGREES = 137.508;
const FIRST_HUE_DEGREES = 165;

/** A person's colour in a group, by their place among its members: the same on every screen and for every reader. */
export function personColour(place: number): string {
  const hue = Math.round((FIRST_HUE_DEGREES + Math.max(0, place) * GOLDEN_ANGLE_DEGREES) % 360);
  return `oklch(var(--person-lightness) var(--person-chroma) ${hue})`;
}

/** One or two letters that stand for a name, in any script. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}
