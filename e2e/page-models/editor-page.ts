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
  readonly versions: Locator;
  readonly saveDialog: Locator;
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
    this.versions = main.getByRole('button', { name: 'Versions' });
    this.saveDialog = page.getByRole('dialog', { name: /^Save / });
  }

  /** A problem as the list names it: `Error in line 4: …`. */
  problem(text: string | RegExp): Locator {
    return this.problems.getByRole('button', { name: text });
  }

  /** Replaces the whole text by pasting another. */
  async write(definition: unknown): Promise<void> {
    await this.code.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#paste(typeof definition === 'string' ? definition : JSON.stringify(definition, null, 2));
  }

  /** Pastes a text behind what is there. */
  async append(text: string): Promise<void> {
    await this.code.focus();
    await this.#page.keyboard.press('ControlOrMeta+End');
    await this.#paste(text);
  }

  // Typed, the editor would close brackets and indent lines by itself.
  async #paste(text: string): Promise<void> {
    await this.#page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.#page.keyboard.press('ControlOrMeta+v');
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
