import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { bulkResponseSchema, workflowDefVersionSchema, type WorkflowDefVersion } from '#contract/index.ts';
import { definitionPath } from '#lib/api-address.ts';
import { ApiError, isNotFound } from '#lib/api-error.ts';
import { callApi, noAnswer, textAnswer } from '#lib/http-client.ts';
import { identityOf } from './model/identity.ts';
import type { SaveChoice, SavedDefinition } from './model/save.ts';
import { readSent } from './model/sent-text.ts';

/** A definition as the server has it. */
export async function loadDefinition(
  name: string,
  version: number | undefined,
  signal?: AbortSignal,
): Promise<SavedDefinition> {
  const path = definitionPath(name);
  const sent = await callApi({ path, query: { version }, schema: textAnswer, signal });
  const read = readSent(sent);
  const identity = identityOf(read?.definition);
  if (read === undefined || identity === undefined) {
    const request = { method: 'GET', url: path };
    throw new ApiError({ kind: 'unreadable', message: "The server's answer is no definition.", request });
  }
  return { name, version: identity.version, changedAt: identity.changedAt, ...read };
}

/** Kept for as long as the page is open: a refetch must never pull the text from under the editor. */
export function definitionQuery(name: string, version: number | undefined) {
  return queryOptions({
    queryKey: ['metadata', 'definition-text', name, version ?? 'latest'],
    queryFn: ({ signal }) => loadDefinition(name, version, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** The versions of one workflow, newest first. */
export function versionsQuery(name: string) {
  return queryOptions({
    queryKey: ['metadata', 'workflow', 'versions', name],
    queryFn: ({ signal }) => listVersions(name, signal),
  });
}

async function listVersions(name: string, signal?: AbortSignal): Promise<readonly WorkflowDefVersion[]> {
  const path = `${definitionPath(name)}/versions`;
  const versions = await callApi({ path, schema: z.array(workflowDefVersionSchema), signal });
  return versions.sort((left, right) => right.version - left.version);
}

/** What the server has under a name, asked just before saving over it. */
export interface SaveCheck {
  readonly existing: readonly number[];
  /** The version that would be overwritten. */
  readonly current: SavedDefinition | undefined;
}

export function saveCheckQuery(name: string, version: number) {
  return queryOptions({
    queryKey: ['metadata', 'save-check', name, version],
    queryFn: ({ signal }) => checkBeforeSave(name, version, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export async function checkBeforeSave(
  name: string,
  version: number,
  signal?: AbortSignal,
): Promise<SaveCheck> {
  const versions = (await ifFound(listVersions(name, signal))) ?? [];
  const existing = versions.map((each) => each.version);
  if (!existing.includes(version)) return { existing, current: undefined };
  return { existing, current: await ifFound(loadDefinition(name, version, signal)) };
}

async function ifFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Saves a text as it is. A version to be created must not exist yet; the server says so if it does. */
export async function saveDefinition(choice: SaveChoice, text: string): Promise<void> {
  const path = '/metadata/workflow';
  if (choice.kind === 'create') {
    await callApi({ method: 'POST', path, bodyText: text, schema: noAnswer });
    return;
  }
  const answer = await callApi({
    method: 'PUT',
    path,
    bodyText: `[${text}]`,
    schema: bulkResponseSchema.optional(),
  });
  // Some refusals come with a status that says all is well.
  const [refusal] = Object.values(answer?.bulkErrorResults ?? {});
  if (refusal === undefined) return;
  const request = { method: 'PUT', url: `/api${path}`, body: `[${text}]` };
  throw new ApiError({ kind: 'refused', message: refusal, request, status: 200 });
}
