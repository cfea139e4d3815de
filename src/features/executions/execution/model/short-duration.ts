import { formatDuration } from '#lib/time.ts';

/** A duration without its empty parts: `10 s`, not `10.0 s`; `10 m`, not `10 m 00 s`. */
export function shortDuration(millis: number): string {
  return formatDuration(millis)
    .replace('.0 s', ' s')
    .replace(/ 00 [a-z]$/, '');
}
