import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { KnownWorkflows } from '#graph/index.ts';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { withMissing } from '../model/mentions.ts';
import type { Reading } from '../model/reading.ts';
import type { DefinitionDocument } from './use-definition-document.ts';

/** What the server has; undefined while that is not known, or cannot be. */
export function useKnownWorkflows(): KnownWorkflows | undefined {
  const { data, isSuccess } = useQuery(workflowNamesQuery);
  return useMemo(
    () =>
      isSuccess
        ? new Map(
            Object.entries(data).map(([name, versions]) => [
              name,
              new Set(versions.map(({ version }) => version)),
            ]),
          )
        : undefined,
    [data, isSuccess],
  );
}

/** A document whose problems say, too, which of the workflows it names are not there. */
export function useCheckedMentions(
  document: DefinitionDocument,
  known: KnownWorkflows | undefined,
): DefinitionDocument {
  const { reading, lastValid, read } = document;
  const complete = useCallback((each: Reading) => withMissing(each, known), [known]);
  const whole = useMemo(
    () => ({ reading: complete(reading), lastValid: complete(lastValid) }),
    [complete, reading, lastValid],
  );
  const readWhole = useCallback(() => complete(read()), [complete, read]);
  return useMemo(() => ({ ...document, ...whole, read: readWhole }), [document, whole, readWhole]);
}
