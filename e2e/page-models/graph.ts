import type { Locator, Page } from '@playwright/test';

/** The drawing of a workflow: of a definition, or of a run. */
export class Graph {
  readonly canvas: Locator;

  constructor(page: Page) {
    this.canvas = page.getByRole('application', { name: /^Graph of / });
  }

  /** The card of a task; its words say its type and, in a run, its status. */
  card(ref: string): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^${ref}\\b`) });
  }
}
