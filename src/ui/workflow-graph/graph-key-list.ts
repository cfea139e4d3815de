/** What `handleGraphKey` does, for the list of keys. */
export const graphKeyList = [
  ['↑ ↓ ← →', 'Walk along the flow and across it'],
  ['[ ]', 'Out of a block, into one'],
  ['E', 'Fold the block, or unfold it'],
  ['Shift E', 'Fold all blocks, or unfold them'],
  ['Enter', 'Open the task, or walk the cells of many branches'],
  ['Esc', 'Let go of the task'],
  ['C', 'Copy the link to the task'],
  ['/', 'Search in the graph'],
  ['O', 'Outline beside the graph'],
  ['+ − 0', 'Zoom in, out, to life size'],
  ['F', 'Fit the whole graph'],
  ['Z', 'Zoom to the task'],
  ['Shift ↑ ↓ ← →', 'Move the window'],
  ['D', 'Turn the flow: downwards or to the right'],
  ['Home', 'First task'],
] as const;
