import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Room } from '#ui/testing/room.tsx';
import { SidePanel } from './side-panel.tsx';

const boxOf = (text: string) => page.getByText(text).element().getBoundingClientRect();

function open(width: number, height: number) {
  const fill = { flex: 1 };
  return render(
    <Room width={width} height={height}>
      <SidePanel label="Task" panel={<p style={fill}>the panel</p>}>
        <p style={fill}>the graph</p>
      </SidePanel>
    </Room>,
  );
}

test('stands beside where there is room', async () => {
  await open(1_000, 500);
  await expect.element(page.getByRole('separator')).toBeVisible();
  expect(boxOf('the graph').right).toBeLessThanOrEqual(boxOf('the panel').left);
});

test('stands below in a narrow and low window, and covers nothing there', async () => {
  await open(600, 200);
  await expect.element(page.getByText('the graph')).toBeVisible();
  // Scrolled to its end: before that, its head stays in sight over what is below.
  page.getByText('the panel').element().scrollIntoView({ block: 'end' });
  const [graph, panel] = [boxOf('the graph'), boxOf('the panel')];
  expect(graph.bottom).toBeLessThanOrEqual(panel.top);
  expect(graph.height).toBeGreaterThan(250);
  expect(panel.height).toBeGreaterThan(250);
  expect(panel.width).toBeGreaterThan(550);
});
