import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './page-header.module.css';
import { useDocumentTitle } from './use-document-title.ts';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

export interface PageHeaderProps {
  readonly title: string;
  /** The tab's title, where the heading alone would not say enough. */
  readonly documentTitle?: string;
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: version, status, id. */
  readonly meta?: ReactNode;
  /** At the right: buttons, the main one last. */
  readonly actions?: ReactNode;
}

/** The head of every page: where one is, what it is, and what can be done. */
export function PageHeader({
  title,
  documentTitle = title,
  crumbs = [],
  meta,
  actions,
}: PageHeaderProps): ReactElement {
  useDocumentTitle(documentTitle);
  return (
    <header className={classes['header']}>
      <div className={classes['what']}>
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className={classes['crumbs']}>
            {crumbs.map((crumb) => (
              <Fragment key={crumb.to}>
                <Link to={crumb.to}>{crumb.label}</Link>
                <span aria-hidden="true"> / </span>
              </Fragment>
            ))}
            <span aria-current="page">{title}</span>
          </nav>
        )}
        <div className={classes['title']}>
          <h1>{title}</h1>
          {meta}
        </div>
      </div>
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </header>
  );
}
