import type { ValidationError } from '../errors.ts';
import type { EventHandler } from '../events.ts';

/** What is wrong with an event handler, in the server's words; `method` is what the errors' paths start with. */
export function validateEventHandler(handler: EventHandler, method: string): ValidationError[] {
  const errors: ValidationError[] = [];
  const refuse = (property: string, message: string) =>
    errors.push({ path: `${method}.arg0.${property}`, message });
  if (handler.name === '') refuse('name', 'Missing event handler name');
  if (handler.event === '') refuse('event', 'Missing event location');
  if (handler.actions.length === 0) {
    refuse('actions', 'No actions specified. Please specify at-least one action');
  }
  return errors;
}
