import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldError } from '#lib/api-error.ts';
import { analyse, type Analysis } from '../model/analysis.ts';
import { refusalsOf, type Refusal } from '../model/server-errors.ts';

/** The definition's text, the one source of truth, and what is read from it a moment after each change. */
export interface DefinitionDocument {
  /** Of the text as it was last read. */
  readonly analysis: Analysis;
  /** The last text that was a definition: what the graph shows while the text is broken. */
  readonly lastValid: Analysis;
  /** Whether the text differs from what was saved or loaded last. */
  readonly changed: boolean;
  readonly text: () => string;
  /** The text that counts as unchanged. */
  readonly baseline: () => string;
  /** The text read at once, for an action that must not wait. */
  readonly read: () => Analysis;
  readonly onText: (text: string) => void;
  /** From now on this is the text that counts as unchanged. */
  readonly settle: (text: string) => void;
  /** What the server said of the text as it is now. */
  readonly refuse: (errors: readonly FieldError[]) => void;
}

interface Reading {
  readonly analysis: Analysis;
  readonly lastValid: Analysis;
}

const soonest = 120;
const latest = 1_500;

export function useDefinitionDocument(initialText: string): DefinitionDocument {
  const [reading, setReading] = useState<Reading>(() => firstReading(initialText));
  const [changed, setChanged] = useState(false);
  const current = useRef({ text: initialText, baseline: initialText });
  const refusals = useRef<readonly Refusal[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // A long text takes longer to read, so it is read less often: typing must never wait for it.
  const delay = useRef(soonest);

  useEffect(() => () => clearTimeout(timer.current), []);

  const read = useCallback((): Analysis => {
    clearTimeout(timer.current);
    const start = performance.now();
    const analysis = analyse(current.current.text, refusals.current);
    delay.current = Math.min(latest, Math.max(soonest, 3 * (performance.now() - start)));
    startTransition(() => {
      setReading((before) => ({
        analysis,
        lastValid: analysis.definition === undefined ? before.lastValid : analysis,
      }));
    });
    return analysis;
  }, []);

  const onText = useCallback(
    (text: string) => {
      current.current.text = text;
      setChanged(text !== current.current.baseline);
      clearTimeout(timer.current);
      timer.current = setTimeout(read, delay.current);
    },
    [read],
  );

  const settle = useCallback((text: string) => {
    current.current.baseline = text;
    setChanged(current.current.text !== text);
  }, []);

  const refuse = useCallback(
    (errors: readonly FieldError[]) => {
      const { parsed, tasks } = analyse(current.current.text);
      refusals.current = refusalsOf(parsed, tasks, errors);
      read();
    },
    [read],
  );

  const text = useCallback(() => current.current.text, []);
  const baseline = useCallback(() => current.current.baseline, []);

  return useMemo(
    () => ({ ...reading, changed, text, baseline, read, onText, settle, refuse }),
    [reading, changed, text, baseline, read, onText, settle, refuse],
  );
}

function firstReading(text: string): Reading {
  const analysis = analyse(text);
  return { analysis, lastValid: analysis };
}
