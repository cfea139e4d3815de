import type { Locator, Page } from '@playwright/test';

/** Starts a workflow: which one, with what input. */
export class RunDialog {
  readonly dialog: Locator;
  readonly workflow: Locator;
  readonly version: Locator;
  readonly input: Locator;
  readonly correlationId: Locator;
  readonly run: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Run workflow' });
    this.workflow = this.dialog.getByRole('combobox', { name: 'Workflow' });
    this.version = this.dialog.getByRole('combobox', { name: 'Version' });
    this.input = this.dialog.getByRole('textbox', { name: 'Input' });
    this.correlationId = this.dialog.getByRole('textbox', { name: 'Correlation id' });
    this.run = this.dialog.getByRole('button', { name: 'Run', exact: true });
  }

  async start(input: unknown = {}): Promise<void> {
    await this.input.fill(JSON.stringify(input));
    await this.run.click();
  }
}
