import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { paths, routePatterns } from '#lib/paths.ts';
import { renderPages, type PageRouter } from '#ui/testing/render-pages.tsx';
import { Component as EditorPage } from '../editor-page.tsx';
import { Component as NewDefinitionPage } from '../new-definition-page.tsx';

/** The editor at an address, reached from the list of definitions. */
export function openEditor(address: string): Promise<PageRouter> {
  return renderPages(
    [
      { path: routePatterns.definitions, element: <h1>Workflows</h1> },
      { path: routePatterns.definition, Component: EditorPage },
      { path: routePatterns.newDefinition, Component: NewDefinitionPage },
    ],
    [paths.definitions(), address],
  );
}

/**
 * How long a test may take that edits a text, and what it waits for in the middle: on a machine that is busy with others
 * the text editor alone takes half a minute to come up.
 */
export const slowTest = 180_000;
export const patience = { timeout: 120_000 };

/** Waits until the text is there, and puts the cursor at the end of a line. */
export async function clickLine(line: number): Promise<void> {
  const json = page.getByRole('region', { name: 'JSON' });
  try {
    await expect.element(json.getByText('"name"').first(), patience).toBeVisible();
  } catch {
    throw new Error(`The editor shows no text: ${await stateOfEditor()}`);
  }
  const all = [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')].sort(
    (left, right) => left.getBoundingClientRect().top - right.getBoundingClientRect().top,
  );
  const element = all[line - 1];
  if (element === undefined) throw new Error(`There is no line ${line}`);
  await page.elementLocator(element).click({ position: { x: 2, y: 5 } });
}

/** What may have kept Monaco from painting: no room, no text or no frames. */
async function stateOfEditor(): Promise<string> {
  const editor = document.querySelector<HTMLElement>('.monaco-editor');
  const lines = editor?.querySelector<HTMLElement>('.view-lines');
  const beganAt = performance.now();
  const frame = await Promise.race([
    new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now() - beganAt))),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), 2000)),
  ]);
  return JSON.stringify({
    room: [editor?.clientWidth, editor?.clientHeight],
    lines: lines?.childElementCount,
    text: lines?.textContent.slice(0, 200),
    page: document.visibilityState,
    frameAfterMs: frame,
  });
}
