import type { Locator, Page } from '@playwright/test';
import { Graph } from './graph.ts';

/** The editor of one definition: its graph, its text, its problems. */
export class EditorPage {
  readonly graph: Graph;
  readonly code: Locator;
  readonly problems: Locator;
  /** Says that the graph is not of the text as it stands. */
  readonly stale: Locator;
  readonly unsaved: Locator;
  readonly save: Locator;
  readonly run: Locator;
  readonly saveDialog: Locator;
  readonly difference: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    this.graph = new Graph(page);
    this.code = main.getByRole('textbox', { name: /^Definition as JSON/ });
    this.problems = main.getByRole('region', { name: 'Problems' });
    this.stale = main.getByRole('status').filter({ hasText: 'Showing the last valid state' });
    this.unsaved = main.getByText('Unsaved changes');
    this.save = main.getByRole('button', { name: 'Save', exact: true });
    this.run = main.getByRole('button', { name: 'Run', exact: true });
    this.saveDialog = page.getByRole('dialog', { name: /^Save / });
    this.difference = this.saveDialog.getByRole('textbox', { name: /What saving would change/ });
  }

  /** A problem as the list names it: `Error in line 4: …`. */
  problem(text: string | RegExp): Locator {
    return this.problems.getByRole('button', { name: text });
  }

  /** Replaces the whole text, as one does by pasting. */
  async write(definition: unknown): Promise<void> {
    await this.code.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.type(typeof definition === 'string' ? definition : JSON.stringify(definition, null, 2));
  }

  /** Types at the cursor; nothing is completed or indented by the editor. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
  }

  /** Saves, agreeing to what the dialog says. */
  async saveAs(version: number): Promise<void> {
    await this.save.click();
    await this.agreeToSave(version);
  }

  async agreeToSave(version: number): Promise<void> {
    await this.saveDialog.getByRole('button', { name: `Save version ${version}` }).click();
  }
}
