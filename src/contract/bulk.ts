import type { z } from 'zod';
import { textList, textMap, wireObject } from './wire.ts';

export const bulkResponseSchema = wireObject({
  bulkErrorResults: textMap.default({}),
  bulkSuccessfulResults: textList.default([]),
});
/** What became of each id of a bulk request. */
export type BulkResponse = z.infer<typeof bulkResponseSchema>;
