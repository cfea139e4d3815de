import { expect, it } from 'vitest';
import { step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const request = { bootStrapServers: 'there:9092', topic: 'orders', value: { a: 1 } };
const seeDocumentation = 'See documentation for KafkaTask for required input parameters';

it.each([
  [
    null,
    `Missing Kafka request. Task input MUST have a 'kafka_request' key with KafkaTask.Input as value. ${seeDocumentation}`,
  ],
  [{ ...request, bootStrapServers: '' }, 'No boot strap servers specified'],
  [{ ...request, topic: undefined }, `Missing Kafka topic. ${seeDocumentation}`],
  [{ ...request, value: null }, `Missing Kafka value.  ${seeDocumentation}`],
  [request, 'Failed to invoke kafka task due to: the embedded engine has no Kafka client'],
])('KP1 KAFKA_PUBLISH of %j fails and says why', async (kafka, reason) => {
  const scenario = await Scenario.open();
  const def = workflowDef([step('KAFKA_PUBLISH', 'k', { inputParameters: { kafka_request: kafka } })]);
  const id = await scenario.start(def);
  await settled();
  expect(await scenario.task(id, 'k')).toMatchObject({ status: 'FAILED', reasonForIncompletion: reason });
});
