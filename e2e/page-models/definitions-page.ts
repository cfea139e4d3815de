import type { Locator, Page } from '@playwright/test';

/** The list of workflow definitions. */
export class DefinitionsPage {
  readonly table: Locator;
  readonly search: Locator;
  readonly create: Locator;

  constructor(page: Page) {
    this.table = page.getByRole('grid', { name: 'Workflows' });
    this.search = page.getByRole('textbox', { name: 'Search workflows by name' });
    this.create = page.getByRole('link', { name: 'New workflow' });
  }

  row(name: string): Locator {
    return this.table.getByRole('row', { name });
  }

  link(name: string): Locator {
    return this.table.getByRole('link', { name, exact: true });
  }

  run(name: string): Locator {
    return this.table.getByRole('button', { name: `Run ${name}` });
  }
}
