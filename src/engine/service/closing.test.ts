import { describe, expect, it } from 'vitest';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const child = workflowDef([simple('c')], { name: 'child' });
const runsChild = step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child' } });
const wide = (width: number) =>
  workflowDef(
    fork(
      'f',
      Array.from({ length: width }, (_, at) => [{ ...runsChild, taskReferenceName: `s${at}` }]),
    ),
  );

describe('closing', () => {
  it('DU7 with many children about to begin is quiet, and the next engine begins the others', async () => {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
    await scenario.start(wide(300));
    const release = scenario.ports.store.hold();
    await settled();
    const closing = scenario.engine.close();
    await settled();
    release();
    await closing;
    expect(scenario.ports.log.lines).toEqual([]);
    expect(scenario.ports.clock.alarms).toBe(0);
    await scenario.crash();
    expect(scenario.engine.metrics().openWorkflows).toBe(301);
  });

  it('DU7 while a wait is being stored leaves no timer', async () => {
    const scenario = await Scenario.open();
    const release = scenario.ports.store.hold();
    const starting = scenario.start(
      workflowDef([step('WAIT', 'w', { inputParameters: { duration: '10 seconds' } })]),
    );
    await settled();
    const closing = scenario.engine.close();
    await settled();
    release();
    await starting;
    await closing;
    expect(scenario.ports.clock.alarms).toBe(0);
  });
});
