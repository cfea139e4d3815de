import { expect, type Locator, type Page } from '@playwright/test';

/** Find anything: opened with ⌘K or Ctrl+K. */
export class Palette {
  readonly search: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.search = page.getByRole('textbox', { name: 'Find anything' });
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k');
    await expect(this.search).toBeFocused();
  }

  command(name: string | RegExp): Locator {
    return this.#page.getByRole('dialog').getByRole('button', { name });
  }
}
