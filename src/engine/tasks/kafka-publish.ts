import { isPayload } from '../core/document.ts';
import type { CallType, TaskOutcome } from '../core/task-type.ts';
import type { TaskModel } from '../model.ts';

/** Checks what was to be published. There is no broker that it could go to. */
export const kafkaPublish: CallType = { mode: 'call', perform: (task) => Promise.resolve(refuse(task)) };

const seeDocumentation = 'See documentation for KafkaTask for required input parameters';

function refuse({ inputData }: TaskModel): TaskOutcome {
  const { kafka_request: request } = inputData;
  if (!isPayload(request)) {
    return failed(
      "Missing Kafka request. Task input MUST have a 'kafka_request' key with KafkaTask.Input as value. " +
        seeDocumentation,
    );
  }
  const { bootStrapServers, topic, value } = request;
  if (isBlank(bootStrapServers)) return failed('No boot strap servers specified');
  if (isBlank(topic)) return failed(`Missing Kafka topic. ${seeDocumentation}`);
  if (value === undefined || value === null) return failed(`Missing Kafka value.  ${seeDocumentation}`);
  return failed('Failed to invoke kafka task due to: the embedded engine has no Kafka client');
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function failed(reasonForIncompletion: string): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion };
}
