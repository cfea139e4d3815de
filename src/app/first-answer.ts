import { firstRows, noFilters, searchPath, searchQuery } from '#features/executions/list/search-request.ts';
import { apiAddress, definitionPath, executionPath } from '#lib/api-address.ts';
import { parseDefinitionPath, parseExecutionPath, type RouteName } from '#lib/paths.ts';

/** The answer of the API that a page cannot show anything without, where its address alone tells which. */
export function firstAnswer(
  route: RouteName,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): string | undefined {
  const definition = route === 'definition' ? parseDefinitionPath(pathname) : undefined;
  if (definition !== undefined)
    return apiAddress(definitionPath(definition.name), { version: definition.version });
  const execution = route === 'execution' ? parseExecutionPath(pathname) : undefined;
  if (execution !== undefined) return apiAddress(executionPath(execution.id));
  if (route === 'executions' && search === '')
    return apiAddress(searchPath, searchQuery(noFilters, firstRows, Date.now()));
  return undefined;
}
