import type { ReactElement } from 'react';
import { paths } from '#lib/paths.ts';
import { PageHeader } from '#ui/page-header.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import classes from './editor-skeleton.module.css';

export interface EditorSkeletonProps {
  readonly title: string;
}

const codeWidths = ['8%', '34%', '28%', '46%', '40%', '22%', '38%', '52%', '30%', '12%'];

/** The page while its definition is being loaded, in its final layout. */
export function EditorSkeleton({ title }: EditorSkeletonProps): ReactElement {
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: 'Workflows', to: paths.definitions() }]} />
      <div className={classes['workspace']} role="status" aria-label="Loading the definition">
        <div className={classes['graph']}>
          <Skeleton width={212} height={48} />
          <Skeleton width={212} height={48} />
          <Skeleton width={212} height={48} />
        </div>
        <div className={classes['code']}>
          {codeWidths.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </div>
    </>
  );
}
