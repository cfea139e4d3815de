import type { ReactElement } from 'react';
import { PageHeader } from '#ui/page-header.tsx';

export function Component(): ReactElement {
  return <PageHeader title="Workflow" />;
}
