import type { Locator, Page } from '@playwright/test';
import { DefinitionsPage } from './definitions-page.ts';
import { EditorPage } from './editor-page.ts';
import { ExecutionPage } from './execution-page.ts';
import { ExecutionsPage } from './executions-page.ts';
import { Palette } from './palette.ts';
import { RunDialog } from './run-dialog.ts';

/** The whole page: its frame, and a model of each page in it. */
export class App {
  readonly page: Page;
  readonly executions: ExecutionsPage;
  readonly execution: ExecutionPage;
  readonly definitions: DefinitionsPage;
  readonly editor: EditorPage;
  readonly runDialog: RunDialog;
  readonly palette: Palette;
  readonly navigation: Locator;
  /** Says who answers the page. */
  readonly server: Locator;
  readonly enterDemo: Locator;
  readonly leaveDemo: Locator;
  /** The demo, offered where no server answers. */
  readonly offeredDemo: Locator;
  /** Something failed, and the page says what. */
  readonly problem: Locator;
  readonly #root: string;

  /** `root` comes before the path of each page: `http://host:5001`, or `http://host/folder/#` in the demo. */
  constructor(page: Page, root: string) {
    this.page = page;
    this.#root = root;
    this.executions = new ExecutionsPage(page);
    this.execution = new ExecutionPage(page);
    this.definitions = new DefinitionsPage(page);
    this.editor = new EditorPage(page);
    this.runDialog = new RunDialog(page);
    this.palette = new Palette(page);
    this.navigation = page.getByRole('navigation', { name: 'Main' });
    this.server = page.getByRole('region', { name: 'Server' });
    this.enterDemo = this.server.getByRole('button', { name: 'Try the offline demo' });
    this.leaveDemo = this.server.getByRole('button', { name: 'Leave the demo' });
    this.problem = page.getByRole('main').getByRole('alert');
    this.offeredDemo = this.problem.getByRole('button', { name: 'Try the offline demo' });
  }

  /** Follows one of the links that stand on every page. */
  async goTo(name: 'Executions' | 'Workflows'): Promise<void> {
    await this.navigation.getByRole('link', { name, exact: true }).click();
  }

  address(path: string): string {
    return this.#root + path;
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.address(path));
  }

  heading(name: string): Locator {
    return this.page.getByRole('main').getByRole('heading', { name });
  }

  /** A short word in the corner that something is done. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }
}
