import type { Locator, Page } from '@playwright/test';

/** The list of executions. */
export class ExecutionsPage {
  readonly table: Locator;
  readonly rows: Locator;
  readonly text: Locator;
  readonly names: Locator;
  readonly byId: Locator;
  readonly executionId: Locator;
  readonly correlationId: Locator;
  readonly clearFilters: Locator;
  readonly runWorkflow: Locator;
  /** What can be done to the selected ones. */
  readonly selected: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const filters = page.getByRole('search', { name: 'Filters' });
    this.table = page.getByRole('grid', { name: 'Executions' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.text = filters.getByRole('textbox', { name: 'Text in input, output, ids and reasons' });
    this.names = filters.getByRole('combobox', { name: 'Workflow names' });
    this.byId = filters.getByRole('button', { name: 'By id' });
    this.executionId = filters.getByRole('textbox', { name: 'Execution id' });
    this.correlationId = filters.getByRole('textbox', { name: 'Correlation id' });
    this.clearFilters = filters.getByRole('button', { name: 'Clear', exact: true });
    this.runWorkflow = page.getByRole('button', { name: 'Run workflow' });
    this.selected = page.getByRole('toolbar', { name: 'Selected executions' });
  }

  row(id: string): Locator {
    return this.rows.filter({ has: this.#page.getByRole('checkbox', { name: id }) });
  }

  /** The tab of a status, `All` among them. */
  tab(status: string): Locator {
    return this.#page.getByRole('tab', { name: new RegExp(`^${status}`) });
  }

  async select(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.table.getByRole('checkbox', { name: id }).click();
  }

  /** Presses a bulk action's button and agrees in the dialog that follows. */
  async doToSelected(verb: string, reason?: string): Promise<void> {
    await this.selected.getByRole('button', { name: new RegExp(`^${verb}`) }).click();
    const dialog = this.#page.getByRole('dialog', { name: new RegExp(`^${verb} `) });
    if (reason !== undefined) await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: new RegExp(`^${verb}`) }).click();
  }
}
