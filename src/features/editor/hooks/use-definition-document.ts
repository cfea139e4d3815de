import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldError } from '#lib/api-error.ts';
import { analyse } from '../model/analysis.ts';
import { checked, findingsOf, unchecked, type Reading, type TextFindings } from '../model/reading.ts';
import { refusalsOf, type Refusal } from '../model/server-errors.ts';
import { createTextReader } from '../model/text-reader.ts';

/** The definition's text, the one source of truth, and what is read from it a moment after each change. */
export interface DefinitionDocument {
  /** Of the text as it was last read. */
  readonly reading: Reading;
  /** The last text that was a definition: what the graph shows while the text is broken. */
  readonly lastValid: Reading;
  /** Whether the text differs from what was saved or loaded last. */
  readonly changed: boolean;
  readonly text: () => string;
  /** The text that counts as unchanged. */
  readonly baseline: () => string;
  /** The text read at once, for an action that must not wait. */
  readonly read: () => Reading;
  readonly onText: (text: string) => void;
  /** From now on this is the text that counts as unchanged. */
  readonly settle: (text: string) => void;
  /** What the server said of the text as it is now. */
  readonly refuse: (errors: readonly FieldError[]) => void;
}

interface Readings {
  readonly reading: Reading;
  readonly lastValid: Reading;
}

const soonest = 120;
const latest = 1_500;

/** `definition` is the text's value, where that is known already. */
export function useDefinitionDocument(initialText: string, definition?: object): DefinitionDocument {
  const [readings, setReadings] = useState<Readings>(() => {
    const reading = unchecked(initialText, definition);
    return { reading, lastValid: reading };
  });
  const [changed, setChanged] = useState(false);
  const current = useRef({ text: initialText, baseline: initialText, reading: readings.reading });
  const refusals = useRef<readonly Refusal[]>([]);
  const [reader] = useState(createTextReader);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // A long text takes longer to read, so it is read less often.
  const delay = useRef(soonest);

  const take = useCallback((text: string, findings: TextFindings): Reading => {
    const reading = checked(text, findings, current.current.reading);
    current.current.reading = reading;
    startTransition(() => {
      setReadings((before) => ({
        reading,
        lastValid: reading.definition === undefined ? before.lastValid : reading,
      }));
    });
    return reading;
  }, []);

  const readSoon = useCallback(() => {
    const { text } = current.current;
    const start = performance.now();
    reader.ask({ text, refusals: refusals.current }, (findings) => {
      delay.current = Math.min(latest, Math.max(soonest, performance.now() - start));
      take(text, findings);
    });
  }, [reader, take]);

  useEffect(() => {
    readSoon();
    return () => {
      clearTimeout(timer.current);
      reader.close();
    };
  }, [reader, readSoon]);

  const readNow = useCallback((): Reading => {
    clearTimeout(timer.current);
    reader.forget();
    const { text } = current.current;
    return take(text, findingsOf({ text, refusals: refusals.current }));
  }, [reader, take]);

  const read = useCallback((): Reading => {
    const { text, reading } = current.current;
    return reading.isChecked && reading.text === text ? reading : readNow();
  }, [readNow]);

  const onText = useCallback(
    (text: string) => {
      current.current.text = text;
      setChanged(text !== current.current.baseline);
      clearTimeout(timer.current);
      timer.current = setTimeout(readSoon, delay.current);
    },
    [readSoon],
  );

  const settle = useCallback((text: string) => {
    current.current.baseline = text;
    setChanged(current.current.text !== text);
  }, []);

  const refuse = useCallback(
    (errors: readonly FieldError[]) => {
      const { parsed, tasks } = analyse(current.current.text);
      refusals.current = refusalsOf(parsed, tasks, errors);
      readNow();
    },
    [readNow],
  );

  const text = useCallback(() => current.current.text, []);
  const baseline = useCallback(() => current.current.baseline, []);

  return useMemo(
    () => ({ ...readings, changed, text, baseline, read, onText, settle, refuse }),
    [readings, changed, text, baseline, read, onText, settle, refuse],
  );
}
