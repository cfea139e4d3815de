import { applyEdits, editsToSet, withIdentity } from './edits.ts';
import { parseJson } from '#lib/json.ts';
import { identityOf } from './identity.ts';

// What the server wrote into the original and will write anew into the copy.
const stamps = ['createTime', 'updateTime', 'createdBy', 'updatedBy', 'ownerApp'];

/** A definition as the beginning of another: a name of its own, version 1, without the original's dates. */
export function copyText(text: string): string {
  const name = identityOf(parseJson(text))?.name ?? 'workflow';
  let copy = withIdentity(text, { name: `${name}_copy`, version: 1 });
  for (const stamp of stamps) copy = applyEdits(copy, editsToSet(copy, [stamp], undefined));
  return copy;
}
