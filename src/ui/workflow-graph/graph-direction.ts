import type { Direction } from '#graph/index.ts';
import { createPreference } from '#lib/preference.ts';

/** Which way graphs flow: downwards, unless the reader likes it better from left to right. */
export const graphDirection = createPreference<Direction>('graph-direction', ['down', 'right']);
