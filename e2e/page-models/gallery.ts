import type { Locator, Page } from '@playwright/test';

export type Direction = 'down' | 'right';

interface Card {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The gallery of everything that a graph may have to draw. */
export class Gallery {
  readonly graph: Locator;
  readonly fit: Locator;
  readonly #page: Page;
  readonly #root: string;

  constructor(page: Page, root: string) {
    this.#page = page;
    this.#root = root;
    this.graph = page.getByRole('application', { name: /^Graph of / });
    this.fit = page.getByRole('button', { name: 'Fit the whole graph' });
  }

  async open(shape: string, direction: Direction): Promise<void> {
    await this.#page.goto(`${this.#root}gallery?shape=${shape}&direction=${direction}`);
  }

  /** Follows the link in the list, as a person would. */
  async show(title: string): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Shapes' })
      .getByRole('link', { name: title, exact: true })
      .click();
  }

  heading(title: string): Locator {
    return this.#page.getByRole('heading', { level: 1, name: title, exact: true });
  }

  /** A task that says what is wrong with it. */
  marked(words: string): Locator {
    return this.graph.getByRole('button').filter({ hasText: words });
  }

  /** Whether all of it shows at life size. */
  async isWhole(): Promise<boolean> {
    return this.#page.getByRole('button', { name: 'Zoom 100 %' }).isVisible();
  }

  /** The names of cards that lie on each other. */
  async overlaps(): Promise<string[]> {
    const cards = await this.graph.locator('.react-flow__node').evaluateAll((elements) =>
      elements.map((element): Card => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { name: element.textContent.slice(0, 40), x, y, width, height };
      }),
    );
    return cards.flatMap((card, at) =>
      cards.slice(at + 1).flatMap((other) => (overlap(card, other) ? [`${card.name} | ${other.name}`] : [])),
    );
  }
}

/** Half a pixel is a matter of rounding. */
function overlap(a: Card, b: Card): boolean {
  const apart = (from: number, size: number, other: number, otherSize: number) =>
    from + size <= other + 0.5 || other + otherSize <= from + 0.5;
  return !apart(a.x, a.width, b.x, b.width) && !apart(a.y, a.height, b.y, b.height);
}
