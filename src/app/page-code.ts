import type { RouteName } from '#lib/paths.ts';
import type { PageModule } from './load-page.ts';

/** The code of each page: a chunk of its own. */
export const pageCode: Readonly<Record<RouteName, () => Promise<PageModule>>> = {
  executions: async () => import('#features/executions/list/executions-page.tsx'),
  execution: async () => import('#features/executions/execution/execution-page.tsx'),
  definitions: async () => import('#features/definitions/definitions-page.tsx'),
  definition: async () => import('#features/editor/editor-page.tsx'),
  newDefinition: async () => import('#features/editor/new-definition-page.tsx'),
};
