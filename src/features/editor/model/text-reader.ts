import { findingsOf, type ReadRequest, type TextFindings } from './reading.ts';
import ReadingWorker from './reading.worker.ts?worker';

type Answer = (findings: TextFindings) => void;

interface Asked {
  readonly request: ReadRequest;
  readonly answer: Answer;
}

export interface TextReader {
  /** Only the last request is answered: what was asked before is out of date. */
  readonly ask: (request: ReadRequest, answer: Answer) => void;
  /** What has been asked is not wanted any more. */
  readonly forget: () => void;
  readonly close: () => void;
}

/** Reads texts beside the page, which stays free for typing however long a text is. */
export function createTextReader(): TextReader {
  let worker: Worker | undefined;
  let reading: Asked | undefined;
  let next: Asked | undefined;

  function begin(asked: Asked): void {
    reading = asked;
    next = asked;
    worker ??= started();
    worker.postMessage(asked.request, []);
  }

  function started(): Worker {
    const made = new ReadingWorker();
    made.addEventListener('message', ({ data }: MessageEvent<TextFindings>) => end(data));
    // Its code could not be fetched, or the text is beyond it: the page reads by itself.
    made.addEventListener('error', () => {
      made.terminate();
      worker = undefined;
      if (reading !== undefined) end(findingsOf(reading.request));
    });
    return made;
  }

  function end(findings: TextFindings): void {
    const ended = reading;
    reading = undefined;
    if (next === undefined) return;
    if (next === ended) {
      next = undefined;
      ended.answer(findings);
    } else {
      begin(next);
    }
  }

  return {
    ask(request, answer) {
      const asked = { request, answer };
      if (reading === undefined) begin(asked);
      else next = asked;
    },
    forget() {
      next = undefined;
    },
    close() {
      worker?.terminate();
      worker = undefined;
      reading = undefined;
      next = undefined;
    },
  };
}
