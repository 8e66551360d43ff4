/** Where something is on the screen, in any unit; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const directions = ['up', 'down', 'left', 'right'] as const;
export type Direction = (typeof directions)[number];

/** Boxes that overlap by less than this count as side by side: rounding, borders, a lifted tile. */
const SLACK = 4;

/**
 * Which box the eye expects next when one goes from a box in a direction; null when there is none. What lies straight
 * ahead (shares part of the way) wins over what lies aslant; among those, the nearest, then the best aligned. To the
 * side one goes aslant by 45° at most; up and down one gets to whatever is next, so that everything can be reached.
 */
export function nextBox<T>(from: Box, candidates: readonly { readonly box: Box; readonly item: T }[], direction: Direction): T | null {
  const start = turned(from, direction);
  const sideways = direction === 'left' || direction === 'right';
  let best: { readonly item: T; readonly aslant: boolean; readonly distance: number; readonly offset: number } | null = null;
  for (const { box, item } of candidates) {
    const target = turned(box, direction);
    // It must lie ahead: begin after our end, and not only be larger than we are.
    if (target.near < start.far - SLACK || target.centre <= start.centre) continue;
    const ahead = Math.max(0, target.near - start.far);
    const apart = Math.max(start.low, target.low) - Math.min(start.high, target.high);
    const aslant = apart > -SLACK;
    if (aslant && sideways && apart > ahead) continue;
    const found = {
      item,
      aslant,
      distance: aslant ? ahead + Math.max(0, apart) : ahead,
      offset: Math.abs(target.low + target.high - start.low - start.high) / 2,
    };
    if (best === null || comesBefore(found, best)) best = found;
  }
  return best?.item ?? null;
}

interface Rank {
  readonly aslant: boolean;
  readonly distance: number;
  readonly offset: number;
}

function comesBefore(a: Rank, b: Rank): boolean {
  if (a.aslant !== b.aslant) return !a.aslant;
  if (Math.abs(a.distance - b.distance) > SLACK) return a.distance < b.distance;
  return a.offset < b.offset;
}

/** A box seen along a direction: from `near` to `far` ahead, from `low` to `high` across. */
interface Turned {
  readonly near: number;
  readonly far: number;
  readonly centre: number;
  readonly low: number;
  readonly high: number;
}

function turned(box: Box, direction: Direction): Turned {
  switch (direction) {
    case 'right':
      return { near: box.left, far: box.right, centre: (box.left + box.right) / 2, low: box.top, high: box.bottom };
    case 'left':
      return { near: -box.right, far: -box.left, centre: -(box.left + box.right) / 2, low: box.top, high: box.bottom };
    case 'down':
      return { near: box.top, far: box.bottom, centre: (box.top + box.bottom) / 2, low: box.left, high: box.right };
    case 'up':
      return { near: -box.bottom, far: -box.top, centre: -(box.top + box.bottom) / 2, low: box.left, high: box.right };
  }
}
