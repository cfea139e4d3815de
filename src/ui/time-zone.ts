import { createPreference, usePreference } from '#lib/preference.ts';
import type { TimeZoneChoice } from '#lib/time.ts';

export const timeZonePreference = createPreference<TimeZoneChoice>('conductor-ui.time-zone', [
  'local',
  'utc',
]);

/** The zone in which the reader wants times. */
export function useTimeZone(): TimeZoneChoice {
  return usePreference(timeZonePreference);
}
