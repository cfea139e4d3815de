import { z } from 'zod';
import { flag, int, jsonMap, optionalText, text, wireObject } from './wire.ts';

const validationErrorSchema = wireObject({
  path: text.default(''),
  message: text.default(''),
  invalidValue: optionalText,
});
/** One thing wrong with a request body. */
export type ValidationError = z.infer<typeof validationErrorSchema>;

export const errorResponseSchema = wireObject({
  status: int,
  code: optionalText,
  message: optionalText,
  instance: optionalText,
  retryable: flag.default(false),
  validationErrors: z.array(validationErrorSchema).optional(),
  metadata: jsonMap.optional(),
});
/** The body of every failed request. */
export type ErrorResponse = z.infer<typeof errorResponseSchema>;
