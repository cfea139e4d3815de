import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The id of the execution that an attempt of a task begins: always the same for the same attempt, so that a beginning
 * that is repeated after a crash begins nothing twice. Conductor makes its ids from the same text.
 */
export function childId(parentId: string, taskId: string, retryCount: number): string {
  return nameUuid(`subworkflow:${parentId}:${taskId}:${retryCount}`);
}

/** The UUID, version 3 without a namespace, of a text. */
export function nameUuid(name: string): string {
  const bytes = md5(utf8ToBytes(name));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x30;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
