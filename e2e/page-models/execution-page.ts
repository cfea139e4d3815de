import type { Locator, Page } from '@playwright/test';
import { Graph } from './graph.ts';

/** One execution: where it is, why, and what can be done about it. */
export class ExecutionPage {
  readonly graph: Graph;
  /** Why the execution is where it is. */
  readonly why: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly retry: Locator;
  readonly restart: Locator;
  readonly terminate: Locator;
  /** All about the selected task. */
  readonly taskPanel: Locator;
  /** Asks before something that cannot be taken back. */
  readonly dialog: Locator;
  readonly #page: Page;
  readonly #main: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#main = page.getByRole('main');
    this.graph = new Graph(page);
    this.why = page.getByRole('region', { name: 'Why it is where it is' });
    this.pause = this.#main.getByRole('button', { name: 'Pause' });
    this.resume = this.#main.getByRole('button', { name: 'Resume' });
    this.retry = this.#main.getByRole('button', { name: 'Retry', exact: true });
    this.restart = this.#main.getByRole('button', { name: 'Restart…' });
    this.terminate = this.#main.getByRole('button', { name: 'Terminate…' });
    this.taskPanel = page.getByRole('complementary', { name: 'Task' });
    this.dialog = page.getByRole('dialog');
  }

  /** The status in the head of the page, where it is this one. */
  status(word: string): Locator {
    return this.#main.getByRole('status').filter({ hasText: new RegExp(`^${word}$`) });
  }

  /** A tab of the page: Graph, Timeline, Tasks … */
  tab(name: string): Locator {
    return this.#page.getByRole('tablist', { name: 'Execution' }).getByRole('tab', { name });
  }

  /** A tab of the task's panel: Overview, Input, Output … */
  taskTab(name: string): Locator {
    return this.taskPanel.getByRole('tab', { name });
  }

  taskTitle(ref: string): Locator {
    return this.taskPanel.getByRole('heading', { level: 2, name: ref });
  }

  /** The id of the execution that is shown, as its address has it. */
  async id(): Promise<string> {
    await this.#page.waitForURL(/\/execution\/[\w-]+/);
    return /\/execution\/([\w-]+)/.exec(this.#page.url())?.[1] ?? '';
  }

  /** Completes the selected task by hand, in its panel. */
  async completeTask(): Promise<void> {
    await this.taskPanel.getByRole('button', { name: 'Complete task' }).click();
  }

  /** Presses the dialog's button of this name. */
  async agree(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }
}
