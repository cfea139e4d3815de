import { defaultPayloadLimits, type PayloadLimits } from '../core/payload-size.ts';
import type { Tools } from '../core/task-type.ts';
import type { EnginePorts } from '../ports.ts';
import { taskTypeOf } from '../tasks/registry.ts';
import type { Definitions } from './definitions.ts';
import type { PollLog } from './poll-log.ts';

/** What decisions need of the engine's surroundings. */
export function createTools(
  ports: EnginePorts,
  polls: PollLog,
  definitions: Pick<Definitions, 'taskDef' | 'latestVersion'>,
  payloadLimits: PayloadLimits = defaultPayloadLimits,
): Tools {
  const { scripts, jq, environment, ids } = ports;
  return {
    scripts,
    jq,
    environment,
    payloadLimits,
    uuid: () => ids.uuid(),
    // The first group of a UUID has 32 random bits.
    random: () => Number.parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32,
    taskType: taskTypeOf,
    registeredTask: (name) => definitions.taskDef(name),
    latestVersion: (name) => definitions.latestVersion(name),
    isPolled: (taskType, domain) => polls.isActive(taskType, domain),
  };
}
