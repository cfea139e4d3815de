import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../core/draft.ts';
import { newWorkflow } from '../core/new-workflow.ts';
import { workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { runTogether, Turns, type Operation } from './turns.ts';

function draft(): Draft {
  return newWorkflow({ workflowId: 'w', definition: workflowDef([]), input: {} }, 0);
}

function valueOf({ workflow }: Draft): readonly unknown[] {
  const { done } = workflow.variables;
  return Array.isArray(done) ? done : [];
}

/** Leaves its name in the draft. */
function leave(name: string): (draft: Draft) => string {
  return (now) => {
    now.setVariables([['done', [...valueOf(now), name]]]);
    return name;
  };
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(name);
  };
}

function failHalfWay(name: string): (draft: Draft) => never {
  return (now) => {
    leave(name)(now);
    throw new Error(name);
  };
}

function failWorkflow(name: string): (draft: Draft) => string {
  return (now) => {
    now.failureWorkflow = { name: 'f', version: 1, failedTaskId: undefined };
    return leave(name)(now);
  };
}

/** What has become of operations so far: their values, errors, or that they wait. */
function outcomes(promises: readonly Promise<string>[]): { readonly seen: string[] } {
  const seen = promises.map(() => 'waits');
  for (const [at, promise] of promises.entries()) {
    void promise.then(
      (value) => (seen[at] = value),
      (error: unknown) => (seen[at] = error instanceof Error ? `refused ${error.message}` : 'odd'),
    );
  }
  return { seen };
}

/** Turns that are held back until they are let go, one at a time for each execution. */
class Gate {
  readonly turns: { readonly workflowId: string; readonly operations: readonly Operation[] }[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly take = async (workflowId: string, operations: () => readonly Operation[]): Promise<void> => {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const turn = { workflowId, operations: operations() };
    this.turns.push(turn);
    for (const operation of turn.operations) operation.resolve();
  };

  async next(): Promise<void> {
    this.#waiting.shift()?.();
    await settled();
  }
}

describe('turns', () => {
  it('DU9 what waits for the same execution takes its turn together', async () => {
    const gate = new Gate();
    const turns = new Turns(gate.take);
    for (const id of ['a', 'b', 'a', 'a']) void turns.take(id, leave(id));
    await gate.next();
    await gate.next();
    expect(gate.turns.map(({ workflowId, operations }) => [workflowId, operations.length])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
  });

  it('DU9 what comes once a turn has begun takes the next one', async () => {
    const gate = new Gate();
    const turns = new Turns(gate.take);
    void turns.take('a', leave('1'));
    await gate.next();
    void turns.take('a', leave('2'));
    await gate.next();
    expect(gate.turns.map(({ operations }) => operations.length)).toEqual([1, 1]);
  });

  it('DU9 a turn has room for 500', async () => {
    const gate = new Gate();
    const turns = new Turns(gate.take);
    for (let n = 0; n < 1201; n += 1) void turns.take('a', leave('x'));
    for (let n = 0; n < 3; n += 1) await gate.next();
    expect(gate.turns.map(({ operations }) => operations.length)).toEqual([500, 500, 201]);
  });

  it('DU9 a turn that cannot be taken rejects all that wait for it, and no other', async () => {
    let isBroken = true;
    const turns = new Turns(async (_, operations) => {
      await Promise.resolve();
      if (isBroken) throw new Error('not there');
      for (const operation of operations()) {
        operation.run(draft());
        operation.resolve();
      }
    });
    const { seen } = outcomes([turns.take('a', leave('1')), turns.take('a', leave('2'))]);
    await settled();
    expect(seen).toEqual(['refused not there', 'refused not there']);
    isBroken = false;
    expect(await turns.take('a', leave('3'))).toBe('3');
  });

  it('DU9 a turn that fails after it has begun rejects what it took, not what came since', async () => {
    const begun = Promise.withResolvers<void>();
    let turn = 0;
    const turns = new Turns(async (_, operations) => {
      turn += 1;
      const mine = operations();
      if (turn === 1) await begun.promise;
      for (const operation of mine) {
        operation.run(draft());
        operation.resolve();
      }
    });
    const first = turns.take('a', leave('1'));
    const second = turns.take('a', leave('2'));
    const { seen } = outcomes([first, second]);
    begun.reject(new Error('broken'));
    await settled();
    expect(seen).toEqual(['refused broken', '2']);
  });
});

describe('operations on one draft', () => {
  type Kind = 'leave' | 'refuse' | 'failHalfWay' | 'failWorkflow';
  const made = { leave, refuse, failHalfWay, failWorkflow };

  /** The operations with what became of each. */
  function operations(kinds: readonly Kind[]) {
    const told: string[] = kinds.map(() => '');
    const list = kinds.map((kind, at): Operation => {
      const run = made[kind](String(at));
      return {
        run: (now) => void run(now),
        resolve: () => (told[at] = 'done'),
        reject: () => (told[at] = 'refused'),
      };
    });
    return { list, told };
  }

  it('DU9 nobody is told before the draft is committed', () => {
    const { list, told } = operations(['leave', 'refuse']);
    const outcome = runTogether(draft(), list);
    expect(told).toEqual(['', '']);
    if (outcome !== 'spoilt') for (const settle of outcome.settling) settle();
    expect(told).toEqual(['done', 'refused']);
  });

  it('DU9 each sees what those before it did; refusals leave no trace, a half-done one spoils all', () => {
    const kind = fc.constantFrom<Kind[]>('leave', 'leave', 'leave', 'refuse', 'failHalfWay', 'failWorkflow');
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 12 }), (kinds) => {
        const { list, told } = operations(kinds);
        const now = draft();
        const outcome = runTogether(now, list);
        const failure = kinds.indexOf('failWorkflow');
        const reached = failure === -1 ? kinds : kinds.slice(0, failure + 1);
        const isSpoilt = reached.includes('failHalfWay');
        expect(outcome === 'spoilt').toBe(isSpoilt);
        if (outcome === 'spoilt') return;
        for (const settle of outcome.settling) settle();
        expect(valueOf(now)).toEqual(reached.flatMap((each, at) => (each === 'refuse' ? [] : [String(at)])));
        expect(told).toEqual(
          kinds.map((each, at) => {
            if (at >= reached.length) return '';
            return each === 'refuse' ? 'refused' : 'done';
          }),
        );
        expect(outcome.left).toEqual(list.slice(reached.length));
      }),
    );
  });
});
