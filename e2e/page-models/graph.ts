import { expect, type Locator, type Page } from '@playwright/test';

/** The drawing of a workflow: of a definition, or of a run. */
export class Graph {
  readonly canvas: Locator;
  /** The cells of the branches of a large fork, and the one of them at which the keyboard is. */
  readonly cells: Locator;
  readonly cell: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.canvas = page.getByRole('application', { name: /^Graph of / });
    this.cells = this.canvas.getByRole('listbox');
    this.cell = this.cells.getByRole('option');
  }

  /** The task that is selected, wherever the focus is. */
  selected(ref: string): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^${ref}\\b`), pressed: true });
  }

  /** Steps with a key from one task to the next, and waits until that one is selected. */
  async step(key: string, ref: string): Promise<void> {
    await this.#page.keyboard.press(key);
    await expect(this.selected(ref)).toBeInViewport();
  }

  /** The card of a task; its words say its type and, in a run, its status. */
  card(ref: string): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^${ref}\\b`) });
  }
}
