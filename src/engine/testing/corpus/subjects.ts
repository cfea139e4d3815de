import type { CorpusScenario } from './format.ts';
import { definitions } from './scenarios/definitions.ts';
import { dynamic } from './scenarios/dynamic.ts';
import { events } from './scenarios/events.ts';
import { expressions } from './scenarios/expressions.ts';
import { failures } from './scenarios/failures.ts';
import { firings } from './scenarios/firing.ts';
import { forks } from './scenarios/forks.ts';
import { hostile } from './scenarios/hostile.ts';
import { http } from './scenarios/http.ts';
import { items } from './scenarios/items.ts';
import { jq } from './scenarios/jq.ts';
import { linear } from './scenarios/linear.ts';
import { loops } from './scenarios/loops.ts';
import { messages } from './scenarios/messages.ts';
import { mixes } from './scenarios/mixes.ts';
import { models } from './scenarios/models.ts';
import { nested } from './scenarios/nested.ts';
import { operators } from './scenarios/operators.ts';
import { references } from './scenarios/references.ts';
import { requests } from './scenarios/requests.ts';
import { retries } from './scenarios/retries.ts';
import { schedules } from './scenarios/schedules.ts';
import { searches } from './scenarios/searches.ts';
import { secrets } from './scenarios/secrets.ts';
import { startingOthers } from './scenarios/starting-others.ts';
import { stateChanges } from './scenarios/state-changes.ts';
import { subWorkflows } from './scenarios/sub-workflows.ts';
import { switches } from './scenarios/switches.ts';
import { sync } from './scenarios/sync.ts';
import { systemTasks } from './scenarios/system-tasks.ts';
import { testRuns } from './scenarios/test-runs.ts';
import { timeouts } from './scenarios/timeouts.ts';
import { updates } from './scenarios/updates.ts';

/** Scenarios of one subject; its recording is recordings/<name>.json. */
export interface Subject {
  readonly name: string;
  readonly scenarios: readonly CorpusScenario[];
}

export const subjects: readonly Subject[] = [
  { name: 'linear', scenarios: linear },
  { name: 'expressions', scenarios: expressions },
  { name: 'switches', scenarios: switches },
  { name: 'forks', scenarios: forks },
  { name: 'dynamic', scenarios: dynamic },
  { name: 'loops', scenarios: loops },
  { name: 'system-tasks', scenarios: systemTasks },
  { name: 'jq', scenarios: jq },
  { name: 'http', scenarios: http },
  { name: 'sub-workflows', scenarios: subWorkflows },
  { name: 'starting-others', scenarios: startingOthers },
  { name: 'events', scenarios: events },
  { name: 'retries', scenarios: retries },
  { name: 'timeouts', scenarios: timeouts },
  { name: 'operators', scenarios: operators },
  { name: 'updates', scenarios: updates },
  { name: 'sync', scenarios: sync },
  { name: 'schedules', scenarios: schedules },
  { name: 'definitions', scenarios: definitions },
  { name: 'requests', scenarios: requests },
  { name: 'searches', scenarios: searches },
  { name: 'failures', scenarios: failures },
  { name: 'firing', scenarios: firings },
  { name: 'items', scenarios: items },
  { name: 'messages', scenarios: messages },
  { name: 'mixes', scenarios: mixes },
  { name: 'nested', scenarios: nested },
  { name: 'models', scenarios: models },
  { name: 'references', scenarios: references },
  { name: 'secrets', scenarios: secrets },
  { name: 'state-changes', scenarios: stateChanges },
  { name: 'hostile', scenarios: hostile },
  { name: 'test-runs', scenarios: testRuns },
];
