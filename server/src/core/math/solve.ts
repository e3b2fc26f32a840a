// Finds the border of a monotone condition. It knows nothing of statistics.

/** The x in [low, high] where `isBelow` turns from true to false, to the last bit of a double. */
export function border(isBelow: (x: number) => boolean, low: number, high: number): number {
  let below = low;
  let above = high;
  for (let step = 0; step < 200; step++) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) break;
    if (isBelow(middle)) below = middle;
    else above = middle;
  }
  return above;
}
