import '#lib/no-eval.ts';
import { findingsOf, type ReadRequest } from './reading.ts';

self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  const findings = findingsOf(data);
  const { starts, ends, parents } = findings.tasks;
  self.postMessage(findings, { transfer: [starts.buffer, ends.buffer, parents.buffer] });
});
